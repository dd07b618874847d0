package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.Finalizer;
import dev.jetvm.runtime.gc.Finalizers;
import dev.jetvm.runtime.gc.HeapOptions;
import dev.jetvm.runtime.gc.LongStack;
import dev.jetvm.runtime.gc.ManagedHeap;
import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.gc.RootSource;
import dev.jetvm.runtime.gc.RootVisitor;
import dev.jetvm.runtime.object.InternTable;
import dev.jetvm.runtime.type.TypeOptions;
import dev.jetvm.runtime.type.TypeSystem;
import dev.jetvm.runtime.type.TypeTable;
import dev.jetvm.runtime.value.SymbolTable;
import dev.jetvm.runtime.value.ValueModel;
import dev.jetvm.vm.debug.RuntimeLog;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A machine: a heap, the types, the modules, the functions, and what the program may see of the world.
 *
 * <p>Clauses: INTERP-01, MOD-17.
 */
public final class Vm implements AutoCloseable, RootSource {
    private final ValueModel model;
    private final VmOptions options;
    private final ManagedHeap heap;
    private final Mutator mutator;
    private final TypeSystem types;
    private final InternTable literals;
    private final SymbolTable symbols = new SymbolTable();
    private final Classes classes = new Classes();
    private final Natives natives;
    private final Map<String, LinkedModule> modules = new LinkedHashMap<>();
    private Code[] functions = new Code[16];
    private int functionCount;
    private final Map<Integer, Code> drops = new HashMap<>();
    private final List<String> arguments;
    private final PrintStream out;
    private final PrintStream log;
    private final LongStack roots = new LongStack();
    private final AtomicInteger stacks = new AtomicInteger();
    private final Interpreter interpreter;
    private final Map<Mutator, Interpreter> poolInterpreters = new ConcurrentHashMap<>();
    private @Nullable Finalizers finalizers;

    /** Something that a run does: a function, with arguments that are made when its turn comes. */
    interface Start {
        Code code();

        /** What is called, for slot 0. */
        default long closure() {
            return code().word;
        }

        /** The words of the arguments; made now. */
        long[] arguments();

        /** It begins. */
        default void begin() {}

        /** It returned. */
        default void ended() {}

        /** The run ended in it, by a panic. */
        default void failed() {}
    }

    /**
     * @param arguments of the program
     * @param out what the program writes; UTF-8
     * @param log what the runtime has to say
     */
    public Vm(ValueModel model, HeapOptions heapOptions, TypeOptions typeOptions, VmOptions options,
            List<String> arguments, OutputStream out, PrintStream log) {
        this.log = log;
        this.model = model;
        this.options = options;
        this.arguments = List.copyOf(arguments);
        this.out = new PrintStream(out, false, StandardCharsets.UTF_8);
        this.heap = new ManagedHeap(heapOptions, model, TypeTable::new);
        this.mutator = heap.attach("main");
        this.types = new TypeSystem(heap, (TypeTable) heap.shapes(), mutator, model, typeOptions.reflection());
        this.literals = InternTable.of(heap, model);
        if (heapOptions.log()) {
            heap.addListener(report -> log.println(RuntimeLog.collection(report)));
        }
        heap.addWeakTable(classes);
        heap.addRoots(this);
        roots.push(model.nil());
        this.interpreter = new Interpreter(this, mutator);
        this.natives = new Natives(this, mutator);
    }

    // --- parts ---

    public ManagedHeap heap() {
        return heap;
    }

    public Mutator mutator() {
        return mutator;
    }

    /** The one that runs the program. */
    public Interpreter interpreter() {
        return interpreter;
    }

    ValueModel model() {
        return model;
    }

    VmOptions options() {
        return options;
    }

    TypeSystem types() {
        return types;
    }

    InternTable literals() {
        return literals;
    }

    SymbolTable symbols() {
        return symbols;
    }

    Classes classes() {
        return classes;
    }

    Natives natives() {
        return natives;
    }

    List<String> arguments() {
        return arguments;
    }

    // --- modules and functions ---

    @Nullable
    LinkedModule module(String name) {
        return modules.get(name);
    }

    /** A module and how far it is. */
    public record ModuleState(String name, String state) {}

    /** Every module, in the order in which they were found. Clause: MOD-03b. */
    public List<ModuleState> modules() {
        return modules.values().stream()
                .map(module -> new ModuleState(module.module.name(), module.state.wire())).toList();
    }

    void add(LinkedModule module) {
        modules.put(module.module.name(), module);
        heap.addRoots(module);
    }

    /** The number that the next function gets. */
    int nextFunction() {
        return functionCount;
    }

    void add(Code code) {
        if (functionCount == functions.length) {
            functions = Arrays.copyOf(functions, 2 * functionCount);
        }
        functions[functionCount++] = code;
    }

    Code function(int number) {
        return functions[number];
    }

    // --- what programs do to the world ---

    /** Writes to the program's standard output. */
    synchronized void print(String text) {
        out.print(text);
    }

    public void flush() {
        out.flush();
    }

    /** The class that NEW_OBJECT makes instances of; made when it is first asked for. A safepoint. */
    long baseClass(Interpreter in) {
        if (!model.isReference(roots.get(0))) {
            // The name must stay where it is while the class is made.
            roots.set(0, in.classes.newClass(Classes.BASE,
                    literals().literal(in.mutator, Classes.BASE.getBytes(StandardCharsets.UTF_8))));
        }
        return roots.get(0);
    }

    // --- finalizers ---

    private synchronized Finalizers finalizers() {
        if (finalizers == null) {
            finalizers = new Finalizers(heap, run -> log.println(RuntimeLog.failure(run)));
        }
        return finalizers;
    }

    /** Gives an object a function as its finalizer, run on a thread of the pool by an interpreter of its own. */
    void finalizeWith(long object, long function, long priority, boolean resurrect) {
        int root = roots.size();
        roots.push(function);
        finalizers().register(object, Finalizer.of("finalizer", priority, resurrect, (pool, self) -> {
            try {
                poolInterpreter(pool).runFinalizer(() -> roots.get(root), self);
            } finally {
                roots.set(root, model.nil());
            }
        }));
    }

    /** Says what is called with each object of a type that is reclaimed. */
    void setDrop(int type, Code function) {
        drops.put(type, function);
    }

    /** Sees to it that the drop function of its type, if there is one, is called with a new object. Clause: TYPE-07a. */
    void own(long object, int type) {
        Code function = drops.get(type);
        if (function != null) {
            finalizers().own(object, Finalizer.drop(function.shownName(),
                    (pool, self) -> poolInterpreter(pool).runFinalizer(() -> function.word, self)));
        }
    }

    /** Each thread of the pool has an interpreter of its own. */
    private Interpreter poolInterpreter(Mutator pool) {
        return poolInterpreters.computeIfAbsent(pool, mine -> new Interpreter(this, mine));
    }

    /** The number of a new stack. */
    int nextStack() {
        return stacks.getAndIncrement();
    }

    /** Waits until every finalizer that is due has run. */
    void awaitFinalizers(Mutator waiting) {
        finalizers().awaitQuiet(waiting);
    }

    // --- roots ---

    @Override
    public String name() {
        return "machine";
    }

    @Override
    public void visit(RootVisitor visitor) {
        for (int k = 0; k < roots.size(); k++) {
            roots.set(k, visitor.visit(roots.get(k)));
        }
    }

    @Override
    public void close() {
        flush();
        mutator.enterBlocked();
        if (finalizers != null) {
            finalizers.close();
        }
        mutator.leaveBlocked();
        poolInterpreters.values().forEach(Interpreter::close);
        interpreter.close();
        mutator.close();
        heap.close();
    }
}
