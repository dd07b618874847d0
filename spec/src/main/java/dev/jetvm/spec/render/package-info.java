/** From the parsed book to pages of HTML and to a PDF. */
@NullMarked
package dev.jetvm.spec.render;

import org.jspecify.annotations.NullMarked;
