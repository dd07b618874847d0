@NullMarked
package dev.jetvm.conformance.corpus;

import org.jspecify.annotations.NullMarked;
