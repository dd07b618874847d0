/** Asking an implementation and judging its answer: what scenarios and properties share. */
@NullMarked
package dev.jetvm.conformance.exchange;

import org.jspecify.annotations.NullMarked;
