package dev.jetvm.runtime.gc;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class whose instances belong to one mutator, are used only by its thread and may therefore store the mutator
 * in a field. Instances of all other classes may be shared by threads: their operations receive the caller's mutator
 * as a parameter and must not store it. The build checks this rule.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface PerMutator {
}
