/** Enumerates the outcomes of small programs by running them under every schedule that can make a difference. */
@org.jspecify.annotations.NullMarked
package dev.jetvm.vm.explore;
