/**
 * The corpus: case files, what they mean once read, and how an answer is compared with an expectation. Knows nothing
 * of any implementation.
 */
@NullMarked
package dev.jetvm.conformance.corpus;

import org.jspecify.annotations.NullMarked;
