package dev.jetvm.stress;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A subject that is known to be wrong. A run in which its fault was not seen proves nothing about the others: it counts
 * as not run.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Canary {
    /** The outcome that shows the fault. */
    String value();
}
