package dev.jetvm.vm.link;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.gc.PerMutator;
import dev.jetvm.runtime.gc.StackMaps;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.value.Value;
import dev.jetvm.vm.interp.BootPhase;
import dev.jetvm.vm.interp.LinkedFunction;
import dev.jetvm.vm.interp.ImportCell;
import dev.jetvm.vm.interp.LinkedModule;
import dev.jetvm.vm.interp.Natives;
import dev.jetvm.vm.interp.Task;
import dev.jetvm.vm.interp.Vm;
import dev.jetvm.vm.interp.Worker;
import dev.jetvm.vm.module.Constant;
import dev.jetvm.vm.module.FunctionDef;
import dev.jetvm.vm.module.Module;
import dev.jetvm.vm.module.Module.Export;
import dev.jetvm.vm.module.Module.Import;
import dev.jetvm.vm.module.Module.Kind;
import dev.jetvm.vm.module.TypeDef;
import dev.jetvm.vm.verify.Verified;
import dev.jetvm.vm.verify.Verifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Links modules: finds imported modules, verifies modules, creates functions and types, and determines the order of
 * initialisers. It does not recurse over modules, so cycles terminate and long chains do not overflow the Java stack.
 *
 * @spec MOD-04
 * @spec MOD-05
 * @spec MOD-06
 * @spec MOD-07
 * @spec MOD-08
 * @spec MOD-09
 * @spec MOD-10
 * @spec MOD-16a
 * @spec MOD-16b
 * @spec ERR-242
 * @spec ERR-243
 * @spec ERR-244
 */
@PerMutator
public final class Linker {
    private final Vm vm;
    private final Mutator mutator;
    private final ModuleSource source;

    /** Finds modules by name. */
    @FunctionalInterface
    public interface ModuleSource {
        /**
         * Returns a module by name, or empty if there is none.
         *
         * @param importer name of the module that imports it
         * @throws RejectException if the module was found but is not valid
         */
        Optional<Module> find(String name, String importer);
    }

    /** Creates a linker for the thread that created the machine. */
    public Linker(Vm vm, ModuleSource source) {
        this(vm, vm.mutator(), source);
    }

    /** @param mutator the mutator of the calling thread */
    public Linker(Vm vm, Mutator mutator, ModuleSource source) {
        this.vm = vm;
        this.mutator = mutator;
        this.source = source;
    }

    /**
     * Links a program and plans its run: the initialisers of the modules that it needs, its own initialisers, and its
     * entry.
     *
     * @param entry name of a function, exported or not, that takes at most one argument; null for the entry of the
     *         module
     * @throws RejectException invalid or unlinkable
     */
    public void plan(Module main, @Nullable String entry) {
        plan(vm.task(), main, entry);
    }

    /** Links and plans as {@link #plan(Module, String)} does, for any task of the machine. */
    public void plan(Task task, Module main, @Nullable String entry) {
        task.plan(starts(main, entry));
    }

    private List<Vm.Start> starts(Module main, @Nullable String entry) {
        LinkedModule linked;
        mutator.lock(vm.lock());
        try {
            linked = link(main);
        } finally {
            vm.lock().unlock();
        }
        List<Vm.Start> starts = new ArrayList<>();
        initialisationOrder(linked).forEach(module -> addInitialisers(module, starts));
        LinkedFunction begin = entry(linked, entry);
        if (begin != null) {
            starts.add(new Entry(vm, begin));
        }
        vm.complete(BootPhase.PROGRAM);
        return starts;
    }

    private static void addInitialisers(LinkedModule module, List<Vm.Start> starts) {
        List<Integer> inits = module.module.inits();
        for (int k = 0; k < inits.size(); k++) {
            starts.add(new Initialiser(module, module.functions.get(inits.get(k)), k == inits.size() - 1));
        }
        if (inits.isEmpty()) {
            module.state = LinkedModule.State.READY;
        }
    }

    private static @Nullable LinkedFunction entry(LinkedModule module, @Nullable String name) {
        if (name == null) {
            return module.module.entry() == Module.NO_ENTRY ? null : module.functions.get(module.module.entry());
        }
        for (LinkedFunction code : module.functions) {
            if (code.name.equals(name) && code.arity <= 1 && code.upvalues == 0 && !code.method) {
                return code;
            }
        }
        throw RejectException.unlinkable("entry-missing",
                "%s has no function %s that takes at most one argument".formatted(module.module.name(), name));
    }

    /** An initialiser of a module. */
    private record Initialiser(LinkedModule module, LinkedFunction code, boolean last) implements Vm.Start {
        @Override
        public long[] arguments(Worker worker) {
            return new long[0];
        }

        @Override
        public void begin() {
            module.state = LinkedModule.State.INITIALIZING;
        }

        @Override
        public void ended() {
            if (last) {
                module.state = LinkedModule.State.READY;
            }
        }

        @Override
        public void failed() {
            module.state = LinkedModule.State.FAILED;
        }
    }

    /**
     * The entry of a program. If the function has a parameter, it receives the arguments of the program.
     *
     * @spec INTERP-17
     */
    private record Entry(Vm vm, LinkedFunction code) implements Vm.Start {
        @Override
        public void begin() {
            vm.complete(BootPhase.INITIALISERS);
            vm.complete(BootPhase.MAIN);
        }

        @Override
        public long[] arguments(Worker worker) {
            return code.arity == 0
                    ? new long[0]
                    : new long[]{vm.natives().argumentList(worker)};
        }
    }

    // --- linking ---

    /**
     * Rejects a module with the name of the machine's own module.
     *
     * @throws RejectException unlinkable {@code module-duplicate}
     */
    public static void checkName(Module module) {
        if (Natives.isModule(module.name())) {
            throw RejectException.unlinkable("module-duplicate",
                    "no module of a program can be called " + module.name());
        }
    }

    private LinkedModule link(Module main) {
        checkName(main);
        List<LinkedModule> fresh = new ArrayList<>();
        Set<String> met = new HashSet<>(Set.of(main.name()));
        Deque<Module> waiting = new ArrayDeque<>(List.of(main));
        while (!waiting.isEmpty()) {
            Module module = waiting.removeFirst();
            if (vm.module(module.name()) != null) {
                continue;
            }
            Verified verified = Verifier.verify(module);
            LinkedModule linked = new LinkedModule(module,
                    new StackMaps(verified.maps().bytes(), verified.maps().count()));
            vm.add(linked);
            fresh.add(linked);
            for (Import wanted : module.imports()) {
                if (!Natives.isModule(wanted.module()) && vm.module(wanted.module()) == null
                        && met.add(wanted.module())) {
                    waiting.add(find(wanted.module(), module.name()));
                }
            }
        }
        fresh.forEach(this::makeFunctions);
        fresh.forEach(this::makeTypes);
        fresh.forEach(this::resolve);
        fresh.forEach(module -> module.state = LinkedModule.State.LINKED);
        return Objects.requireNonNull(vm.module(main.name()));
    }

    private Module find(String name, String importer) {
        Module found = source.find(name, importer).orElseThrow(() -> RejectException.unlinkable("module-missing",
                "module %s, which %s imports, was not found".formatted(name, importer)));
        if (!found.name().equals(name)) {
            throw RejectException.unlinkable("module-missing",
                    "what was found for module %s calls itself %s".formatted(name, found.name()));
        }
        return found;
    }

    private void makeFunctions(LinkedModule linked) {
        int start = 0;
        for (int k = 0; k < linked.module.functions().size(); k++) {
            FunctionDef def = linked.module.functions().get(k);
            LinkedFunction code = vm.define(mutator, linked, k, def, start);
            linked.functions.add(code);
            start += def.code().length;
        }
    }

    private void makeTypes(LinkedModule linked) {
        linked.types.addAll(new TypeMaker(vm, mutator, linked).make());
    }

    private void resolve(LinkedModule linked) {
        for (Import wanted : linked.module.imports()) {
            linked.imports.add(cell(linked, wanted));
        }
        for (int k = 0; k < linked.functions.size(); k++) {
            LinkedFunction code = linked.functions.get(k);
            List<Constant> constants = linked.module.functions().get(k).constants();
            for (int c = 0; c < constants.size(); c++) {
                resolve(linked, code, c, constants.get(c));
            }
        }
    }

    private void resolve(LinkedModule linked, LinkedFunction code, int at, Constant constant) {
        switch (constant) {
            case Constant.Int(long number) -> code.constants[at] = immortal(new Value.Int(number));
            case Constant.Float32(int bits) -> code.constants[at] = immortal(new Value.Float32(bits));
            case Constant.Float64(long bits) -> code.constants[at] = immortal(new Value.Float64(bits));
            case Constant.Char(int scalar) -> code.constants[at] = immortal(new Value.Char(scalar));
            case Constant.Symbol(String text) -> code.constants[at] = immortal(
                    new Value.Symbol(vm.symbols().intern(text.getBytes(StandardCharsets.UTF_8))));
            case Constant.Text(String text) -> {
                code.constants[at] = vm.literals().literal(mutator, text.getBytes(StandardCharsets.UTF_8));
                code.meanings[at] = text.intern();
            }
            case Constant.Function(int index) -> {
                code.constants[at] = linked.functions.get(index).word;
                code.meanings[at] = linked.functions.get(index);
            }
            case Constant.Type(int index) -> {
                code.constants[at] = vm.model().nil();
                code.meanings[at] = linked.types.get(index);
            }
            case Constant.Import(int index) -> {
                ImportCell cell = linked.imports.get(index);
                code.constants[at] = cell instanceof ImportCell.OfFunction(long word) ? word : vm.model().nil();
                code.meanings[at] = cell;
            }
        }
    }

    /** Returns the word of a plain value. A box is immortal, since constants are not roots. */
    private long immortal(Value value) {
        return vm.types().descriptors().constant(mutator, value);
    }

    private ImportCell cell(LinkedModule linked, Import wanted) {
        if (Natives.isModule(wanted.module())) {
            Long word = vm.natives().word(mutator, wanted.module(), wanted.name());
            if (word == null || wanted.kind() != Kind.FUNCTION) {
                throw missing(linked, wanted);
            }
            if (wanted.type() != TypeDef.NONE) {
                throw RejectException.unlinkable("import-type", "the functions of jet have no signatures");
            }
            return new ImportCell.OfFunction(word);
        }
        LinkedModule from = Objects.requireNonNull(vm.module(wanted.module()));
        Export export = from.exports.get(wanted.name());
        if (export == null) {
            throw missing(linked, wanted);
        }
        if (export.kind() != wanted.kind()) {
            throw RejectException.unlinkable("import-kind", "%s.%s is a %s, %s wants a %s".formatted(wanted.module(),
                    wanted.name(), export.kind().word(), linked.module.name(), wanted.kind().word()));
        }
        if (!Signatures.match(linked.module, wanted, from.module, export)) {
            throw RejectException.unlinkable("import-type", "%s.%s is of another type than %s wants"
                    .formatted(wanted.module(), wanted.name(), linked.module.name()));
        }
        return export.kind() == Kind.FUNCTION
                ? new ImportCell.OfFunction(from.functions.get(export.function()).word)
                : new ImportCell.OfValue(from.global(export.global()), wanted.module());
    }

    private static RejectException missing(LinkedModule linked, Import wanted) {
        return RejectException.unlinkable("import-missing",
                "%s has no %s, which %s imports".formatted(wanted.module(), wanted.name(), linked.module.name()));
    }

    // --- initialisation order ---

    /** Orders dependencies before their dependents; in a cycle, the module reached last comes first. */
    private List<LinkedModule> initialisationOrder(LinkedModule main) {
        List<LinkedModule> order = new ArrayList<>();
        Set<LinkedModule> seen = new HashSet<>(Set.of(main));
        Deque<Visit> path = new ArrayDeque<>(List.of(new Visit(main)));
        while (!path.isEmpty()) {
            Visit visit = path.getLast();
            List<Import> imports = visit.module.module.imports();
            if (visit.next == imports.size()) {
                order.add(visit.module);
                path.removeLast();
                continue;
            }
            LinkedModule wanted = vm.module(imports.get(visit.next++).module());
            if (wanted != null && seen.add(wanted)) {
                path.addLast(new Visit(wanted));
            }
        }
        return order;
    }

    private static final class Visit {
        final LinkedModule module;
        int next;

        Visit(LinkedModule module) {
            this.module = module;
        }
    }
}
