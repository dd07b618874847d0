/** The {@code jet spec} command: checks the book and renders it. */
@NullMarked
package dev.jetvm.spec;

import org.jspecify.annotations.NullMarked;
