package io.github.kubesprayoffline.play.model;

/** What stands in a list of tasks: a task, or a block of them. */
public sealed interface Step permits Block, Task {

  /** Where it begins. */
  Place place();

  /** Its name; empty where it has none. */
  String name();

  /** What it says about when and how it runs. */
  Keywords keywords();
}
