package dev.jetvm.vm.verify;

import dev.jetvm.vm.module.Module;

/**
 * A module that may be run.
 *
 * @param maps the stack maps, derived from the states of the instructions; without entries if there is no safepoint
 */
public record Verified(Module module, Module.MapSection maps) {}
