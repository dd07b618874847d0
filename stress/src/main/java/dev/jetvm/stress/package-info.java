/** Stress tests of the runtime's lock-free parts, and the launcher that reports their results as evidence. */
@org.jspecify.annotations.NullMarked
package dev.jetvm.stress;
