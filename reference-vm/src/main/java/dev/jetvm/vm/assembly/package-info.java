/** The text form of modules: assembler and disassembler. Chapter The text form. */
@NullMarked
package dev.jetvm.vm.assembly;

import org.jspecify.annotations.NullMarked;
