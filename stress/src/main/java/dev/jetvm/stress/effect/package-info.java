/** Stress tests of continuations. */
@org.jspecify.annotations.NullMarked
package dev.jetvm.stress.effect;
