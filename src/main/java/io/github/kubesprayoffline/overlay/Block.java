package io.github.kubesprayoffline.overlay;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Variables that belong together, with a comment that says what they are for.
 *
 * @param comment lines of text; a line that is a setting in a comment begins with a space
 * @param variables in the order in which they are written: text, truth values, and lists and maps
 *     of them
 */
record Block(List<String> comment, Map<String, Object> variables) {

  Block {
    comment = List.copyOf(comment);
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
  }
}
