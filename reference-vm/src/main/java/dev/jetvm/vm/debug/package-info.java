/** What the runtime has to say of a run, as lines of JSON. */
@NullMarked
package dev.jetvm.vm.debug;

import org.jspecify.annotations.NullMarked;
