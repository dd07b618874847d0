/** Garbage collection. Clauses: GC, ROOT, BAR, FIN. */
@org.jspecify.annotations.NullMarked
package dev.jetvm.runtime.gc;
