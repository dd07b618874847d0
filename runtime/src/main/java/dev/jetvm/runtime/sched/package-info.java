/** Scheduling of tasks. Clauses: SCHED, DEQ, TASK. */
@org.jspecify.annotations.NullMarked
package dev.jetvm.runtime.sched;
