/**
 * The suite's own idea of the rules, written down from the clauses and from nothing else: what properties compare an
 * implementation with. Slow and plain on purpose.
 */
@NullMarked
package dev.jetvm.conformance.model;

import org.jspecify.annotations.NullMarked;
