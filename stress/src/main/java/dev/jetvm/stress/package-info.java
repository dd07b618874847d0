/** Stress tests of the runtime's lock-free parts, and the launcher that makes evidence of their results. */
@org.jspecify.annotations.NullMarked
package dev.jetvm.stress;
