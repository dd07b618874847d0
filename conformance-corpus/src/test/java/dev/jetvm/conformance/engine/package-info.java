@NullMarked
package dev.jetvm.conformance.engine;

import org.jspecify.annotations.NullMarked;
