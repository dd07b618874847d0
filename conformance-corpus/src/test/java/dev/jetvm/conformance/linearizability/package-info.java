/** Tests of the package of the same name. */
@NullMarked
package dev.jetvm.conformance.linearizability;

import org.jspecify.annotations.NullMarked;
