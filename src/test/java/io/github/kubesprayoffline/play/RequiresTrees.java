package io.github.kubesprayoffline.play;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that reads whole Kubespray trees (system property {@code kubespray.trees}); where they are
 * missing, the test says so aloud and is skipped.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresTreesCondition.class)
@interface RequiresTrees {}
