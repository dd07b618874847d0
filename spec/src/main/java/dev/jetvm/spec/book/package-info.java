/** What the build knows of the book: its clauses, its examples, the catalogue they answer to, and what is wrong. */
@NullMarked
package dev.jetvm.spec.book;

import org.jspecify.annotations.NullMarked;
