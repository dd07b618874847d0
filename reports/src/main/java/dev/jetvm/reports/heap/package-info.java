/**
 * The portrait of an implementation's heap: a short script of heap operations and the state of the heap after each
 * step.
 */
@NullMarked
package dev.jetvm.reports.heap;

import org.jspecify.annotations.NullMarked;
