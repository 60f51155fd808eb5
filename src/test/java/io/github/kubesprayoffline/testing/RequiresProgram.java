package io.github.kubesprayoffline.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The test runs these programs. Where one is missing the test is skipped, and says so aloud; with
 * {@code CI=true} in the environment it fails instead, for there all of them must be.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresProgramCondition.class)
public @interface RequiresProgram {

  /** The programs' names, as a shell would look for them: {@code skopeo}. */
  String[] value();
}
