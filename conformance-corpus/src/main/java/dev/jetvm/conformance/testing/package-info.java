/** Helpers for the tests of the suite itself, used by every module that has cases. A run does not use them. */
@NullMarked
package dev.jetvm.conformance.testing;

import org.jspecify.annotations.NullMarked;
