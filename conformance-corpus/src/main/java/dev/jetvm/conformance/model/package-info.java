/**
 * The suite's own model of the rules, derived from the clauses only. Properties compare an implementation with it. It
 * is deliberately simple rather than fast.
 */
@NullMarked
package dev.jetvm.conformance.model;

import org.jspecify.annotations.NullMarked;
