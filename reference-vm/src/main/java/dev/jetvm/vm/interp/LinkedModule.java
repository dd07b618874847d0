package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.RootSource;
import dev.jetvm.runtime.gc.RootVisitor;
import dev.jetvm.runtime.gc.StackMaps;
import dev.jetvm.vm.module.Module;
import dev.jetvm.vm.module.Module.Export;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A module of a running machine: its globals, functions and state.
 *
 * @spec MOD-03a
 * @spec MOD-03b
 * @spec MOD-04
 * @spec MOD-08
 * @spec MOD-09
 * @spec MOD-10
 * @spec ERR-243
 */
public final class LinkedModule implements RootSource {

    /** The states of a module, in order. */
    public enum State {
        LOADING, LINKED, INITIALIZING, READY, FAILED;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public final Module module;
    public final StackMaps maps;
    public final List<LinkedFunction> functions = new ArrayList<>();
    /** Types by their index in the file: interfaces and struct types; null for signatures. */
    public final List<@Nullable Object> types = new ArrayList<>();
    public final List<ImportCell> imports = new ArrayList<>();
    /** Exports by name, as modules may have many imports and exports. */
    public final Map<String, Export> exports;
    public volatile State state = State.LOADING;
    private final Map<String, GlobalCell> globals = new LinkedHashMap<>();

    public LinkedModule(Module module, StackMaps maps) {
        this.module = module;
        this.maps = maps;
        this.exports = module.exports().stream().collect(Collectors.toMap(Export::name, Function.identity()));
    }

    /** Returns the global with a name; creates it, undefined, if it does not exist. */
    public synchronized GlobalCell global(String name) {
        return globals.computeIfAbsent(name, GlobalCell::new);
    }

    @Override
    public String name() {
        return "globals";
    }

    @Override
    public synchronized void visit(RootVisitor visitor) {
        for (GlobalCell cell : globals.values()) {
            if (cell.isDefined()) {
                cell.set(visitor.visit(cell.get()));
            }
        }
    }
}
