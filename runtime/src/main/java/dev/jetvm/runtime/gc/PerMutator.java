package dev.jetvm.runtime.gc;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An object of this class belongs to one mutator and is used by its thread alone, so it may hold that mutator. Everything
 * else is shared by threads: it takes the caller's mutator as a parameter of each operation that needs one and never keeps
 * it, which the build checks.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface PerMutator {
}
