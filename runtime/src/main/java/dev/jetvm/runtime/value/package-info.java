/** Chapter Values: tagged and NaN-boxed words, arithmetic, storage classes, symbols. */
@NullMarked
package dev.jetvm.runtime.value;

import org.jspecify.annotations.NullMarked;
