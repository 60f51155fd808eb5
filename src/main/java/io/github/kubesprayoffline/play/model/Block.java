package io.github.kubesprayoffline.play.model;

import java.util.List;
import java.util.Objects;

/** Tasks that share what is said of them, with those that run when one fails, and in any case. */
public record Block(
    Place place,
    String name,
    Keywords keywords,
    List<Step> block,
    List<Step> rescue,
    List<Step> always)
    implements Step {

  public Block {
    Objects.requireNonNull(place);
    Objects.requireNonNull(name);
    Objects.requireNonNull(keywords);
    block = List.copyOf(block);
    rescue = List.copyOf(rescue);
    always = List.copyOf(always);
  }
}
