/** Channels and select. Clauses: CHAN, SEL. */
@org.jspecify.annotations.NullMarked
package dev.jetvm.runtime.channel;
