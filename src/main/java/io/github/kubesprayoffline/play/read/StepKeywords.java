package io.github.kubesprayoffline.play.read;

import io.github.kubesprayoffline.ansible.yaml.MarkedMap;
import io.github.kubesprayoffline.play.model.Keywords;
import org.jspecify.annotations.Nullable;

/** What an include applies to the tasks that it takes in. */
public final class StepKeywords {

  private StepKeywords() {}

  /** The keywords of {@code apply}; none where there is nothing. */
  public static Keywords of(@Nullable Object apply) {
    return apply instanceof MarkedMap map ? Yaml.keywords(map) : Keywords.NONE;
  }
}
