/** Chapter Layout of structs, arrays and strings: layouts of objects, their images and the operations on them. */
@NullMarked
package dev.jetvm.runtime.object;

import org.jspecify.annotations.NullMarked;
