/** Tests of channels and selections without a machine. */
@org.jspecify.annotations.NullMarked
package dev.jetvm.runtime.channel;
