package io.github.kubesprayoffline.error;

import java.util.Collection;

/**
 * A message of several lines. The breaks between them are ours; every part is made printable, so
 * that no text from outside begins a line of its own.
 */
public final class Lines {

  private final StringBuilder text;

  private Lines(String head) {
    this.text = new StringBuilder(Escapes.line(head));
  }

  /** Begins with the line that says what the others are. */
  public static Lines of(String head) {
    return new Lines(head);
  }

  /** One of a list. */
  public Lines item(String part) {
    text.append("\n  - ").append(Escapes.line(part));
    return this;
  }

  /** Several of a list. */
  public Lines items(Collection<?> parts) {
    parts.forEach(part -> item(part.toString()));
    return this;
  }

  /** A failure as one of a list, with all the lines that it has. */
  public Lines item(OfflineException failure) {
    text.append("\n  - ").append(failure.getMessage());
    return this;
  }

  /** A failure that belongs to what was said before, with all the lines that it has. */
  public Lines detail(OfflineException failure) {
    text.append("\n    ").append(failure.getMessage());
    return this;
  }

  /** What somebody else has said, each of its lines set apart from ours. */
  public Lines quote(String said) {
    said.lines().forEach(line -> text.append("\n    ").append(Escapes.line(line)));
    return this;
  }

  /** A line that follows a list. */
  public Lines line(String part) {
    text.append('\n').append(Escapes.line(part));
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
