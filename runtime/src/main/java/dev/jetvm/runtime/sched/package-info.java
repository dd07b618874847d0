/** Scheduling of tasks. Clauses: DEQ. */
@org.jspecify.annotations.NullMarked
package dev.jetvm.runtime.sched;
