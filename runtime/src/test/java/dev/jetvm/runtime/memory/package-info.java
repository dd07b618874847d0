/** Tests of the collector from inside. */
@org.jspecify.annotations.NullMarked
package dev.jetvm.runtime.memory;
