/** Text of unknown origin, made safe to display and to store. */
@NullMarked
package dev.jetvm.conformance.text;

import org.jspecify.annotations.NullMarked;
