/** The model of the book: its clauses, examples and problems, and the catalogue of requirements. */
@NullMarked
package dev.jetvm.spec.book;

import org.jspecify.annotations.NullMarked;
