@NullMarked
package dev.jetvm.conformance.session;

import org.jspecify.annotations.NullMarked;
