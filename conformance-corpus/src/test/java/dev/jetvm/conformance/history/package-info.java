/** Tests of the package of the same name. */
@NullMarked
package dev.jetvm.conformance.history;

import org.jspecify.annotations.NullMarked;
