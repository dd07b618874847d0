/** An engine that executes common instructions on tagged words quickly, and the choice among the engines. */
@NullMarked
package dev.jetvm.vm.fast;

import org.jspecify.annotations.NullMarked;
