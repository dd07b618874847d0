@NullMarked
package dev.jetvm.vm.verify;

import org.jspecify.annotations.NullMarked;
