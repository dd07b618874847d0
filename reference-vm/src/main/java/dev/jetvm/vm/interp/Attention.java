package dev.jetvm.vm.interp;

/** How many things there are that a return has to look after. */
final class Attention {
    int count;
}
