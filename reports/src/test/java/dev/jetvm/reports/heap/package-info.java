/** The portrait of a heap, honest and not. */
@NullMarked
package dev.jetvm.reports.heap;

import org.jspecify.annotations.NullMarked;
