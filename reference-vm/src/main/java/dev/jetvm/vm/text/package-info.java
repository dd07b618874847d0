/** Escaping of untrusted text for display. */
@NullMarked
package dev.jetvm.vm.text;

import org.jspecify.annotations.NullMarked;
