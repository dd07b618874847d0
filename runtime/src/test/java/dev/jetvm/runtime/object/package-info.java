/** Tests of objects from inside. */
@org.jspecify.annotations.NullMarked
package dev.jetvm.runtime.object;
