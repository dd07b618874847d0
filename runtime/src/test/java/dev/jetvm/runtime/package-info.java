/** The vectors that the errata print, and what no case through the protocol can see. */
@NullMarked
package dev.jetvm.runtime;

import org.jspecify.annotations.NullMarked;
