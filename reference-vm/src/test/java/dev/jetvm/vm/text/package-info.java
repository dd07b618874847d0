@NullMarked
package dev.jetvm.vm.text;

import org.jspecify.annotations.NullMarked;
