/** Stress tests of channels and selections. */
@org.jspecify.annotations.NullMarked
package dev.jetvm.stress.channel;
