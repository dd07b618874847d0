/** Text and markup. */
@NullMarked
package dev.jetvm.spec.text;

import org.jspecify.annotations.NullMarked;
