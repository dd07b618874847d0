/**
 * A checker of linearizability for histories of any origin: a general search, faster algorithms for queues and
 * rendezvous channels, models of objects, and the explanation of a failure. {@link Checker} is the entry,
 * {@link Search} holds the algorithm, and {@link Model} is what a new kind of object implements.
 */
@NullMarked
package dev.jetvm.conformance.linearizability;

import org.jspecify.annotations.NullMarked;
