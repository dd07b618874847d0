/** Tests of the parts that schedule tasks. */
@org.jspecify.annotations.NullMarked
package dev.jetvm.runtime.sched;
