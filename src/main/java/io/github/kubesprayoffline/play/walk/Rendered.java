package io.github.kubesprayoffline.play.walk;

import io.github.kubesprayoffline.ansible.variable.Variable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The value of a variable where it was rendered.
 *
 * @param of the variable
 * @param uses all names that it hangs on, with what they meant; null for what was not there
 * @param isGuess whether it hangs on what only a run can tell
 */
record Rendered(
    Variable of, @Nullable Object value, Map<String, @Nullable Variable> uses, boolean isGuess) {}
