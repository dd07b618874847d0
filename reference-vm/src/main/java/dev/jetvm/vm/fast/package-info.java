/** The engine that executes common instructions on tagged words, and the selection of the engine. */
@NullMarked
package dev.jetvm.vm.fast;

import org.jspecify.annotations.NullMarked;
