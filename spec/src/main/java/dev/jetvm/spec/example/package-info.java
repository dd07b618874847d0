/** Runs the examples of the book against the reference's agent, and asks it for the tables. */
@NullMarked
package dev.jetvm.spec.example;

import org.jspecify.annotations.NullMarked;
