/** Runs the examples of the book against the reference's agent and obtains the tables from it. */
@NullMarked
package dev.jetvm.spec.example;

import org.jspecify.annotations.NullMarked;
