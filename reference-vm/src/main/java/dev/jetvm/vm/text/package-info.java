/** Texts that are not ours, made fit to be shown. */
@NullMarked
package dev.jetvm.vm.text;

import org.jspecify.annotations.NullMarked;
