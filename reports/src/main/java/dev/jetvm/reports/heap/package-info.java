/** The portrait of an implementation's heap: a short script of heap operations, looked at after each step. */
@NullMarked
package dev.jetvm.reports.heap;

import org.jspecify.annotations.NullMarked;
