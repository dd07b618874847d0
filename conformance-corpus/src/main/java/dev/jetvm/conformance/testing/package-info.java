/** Helpers for the tests of the suite itself, in every module that has cases. Nothing of a run uses them. */
@NullMarked
package dev.jetvm.conformance.testing;

import org.jspecify.annotations.NullMarked;
