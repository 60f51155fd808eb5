package io.github.kubesprayoffline.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that reads the reference data of {@code ../shared} (system property {@code shared}); where
 * that is missing, the test says so aloud and is skipped.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresSharedCondition.class)
public @interface RequiresShared {

  /** What the test reads, relative to the folder. */
  String[] value() default {};
}
