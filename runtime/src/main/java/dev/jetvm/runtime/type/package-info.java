/** Types and dispatch. Clauses: TYPE, IC. */
@org.jspecify.annotations.NullMarked
package dev.jetvm.runtime.type;
