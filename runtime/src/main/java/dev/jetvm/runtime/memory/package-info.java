/** Chapter Object headers: the memory of the heap, its spaces, and object headers. */
@NullMarked
package dev.jetvm.runtime.memory;

import org.jspecify.annotations.NullMarked;
