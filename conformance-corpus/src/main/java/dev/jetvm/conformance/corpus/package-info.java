/**
 * The corpus: case files, the cases read from them, and the comparison of answers with expectations. It does not depend
 * on any implementation.
 */
@NullMarked
package dev.jetvm.conformance.corpus;

import org.jspecify.annotations.NullMarked;
