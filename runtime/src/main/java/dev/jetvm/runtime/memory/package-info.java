/** Chapter Object headers: the bytes that objects are made of, and the sixteen that each begins with. */
@NullMarked
package dev.jetvm.runtime.memory;

import org.jspecify.annotations.NullMarked;
