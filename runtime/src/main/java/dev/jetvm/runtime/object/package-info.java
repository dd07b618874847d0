/** Chapter Layout of structs, arrays and strings: where the parts of an object lie, and its image. */
@NullMarked
package dev.jetvm.runtime.object;

import org.jspecify.annotations.NullMarked;
