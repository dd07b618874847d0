package dev.jetvm.stress;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a test subject with a known race. A run that does not observe the race is not evidence for the other tests and
 * counts as not run.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Canary {
    /** The outcome that shows the race; alternatives are separated by {@code |}. */
    String value();
}
