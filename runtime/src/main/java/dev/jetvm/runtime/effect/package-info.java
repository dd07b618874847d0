/** Continuations. Clauses: EFF. */
@org.jspecify.annotations.NullMarked
package dev.jetvm.runtime.effect;
