/** Text that was written by others, made safe to show and to store. */
@NullMarked
package dev.jetvm.conformance.text;

import org.jspecify.annotations.NullMarked;
