/** Text of others, shown safely. */
@NullMarked
package dev.jetvm.conformance.text;

import org.jspecify.annotations.NullMarked;
