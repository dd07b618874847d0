package dev.jetvm.vm.verify;

import dev.jetvm.vm.module.Module;

/**
 * A verified module.
 *
 * @param maps the derived stack maps; empty if the module has no safepoint
 */
public record Verified(Module module, Module.MapSection maps) {}
