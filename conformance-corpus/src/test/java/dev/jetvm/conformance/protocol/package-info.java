/** Tests of the messages and their schemas. */
@NullMarked
package dev.jetvm.conformance.protocol;

import org.jspecify.annotations.NullMarked;
