/**
 * Histories of concurrent operations: what each thread called, what it was answered, and in which order calls and
 * returns happened. They are read from JSON lines, Jepsen-style EDN, and the text logs that porcupine checks.
 */
@NullMarked
package dev.jetvm.conformance.history;

import org.jspecify.annotations.NullMarked;
