/** Text and markup utilities. */
@NullMarked
package dev.jetvm.spec.text;

import org.jspecify.annotations.NullMarked;
