package io.github.kubesprayoffline.play.model;

import io.github.kubesprayoffline.ansible.variable.Variables;
import java.util.Objects;

/**
 * A role where a play or another role names it.
 *
 * @param params what it is given beside the keywords
 */
public record RoleUse(Place place, String name, Keywords keywords, Variables params) {

  public RoleUse {
    Objects.requireNonNull(place);
    Objects.requireNonNull(name);
    Objects.requireNonNull(keywords);
    Objects.requireNonNull(params);
  }
}
