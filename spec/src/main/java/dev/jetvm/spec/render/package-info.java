/** Renders the parsed book as HTML pages and as a PDF. */
@NullMarked
package dev.jetvm.spec.render;

import org.jspecify.annotations.NullMarked;
