package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.Finalizer;
import dev.jetvm.runtime.gc.Finalizers;
import dev.jetvm.runtime.gc.HeapOptions;
import dev.jetvm.runtime.gc.ManagedHeap;
import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.gc.RootSource;
import dev.jetvm.runtime.gc.RootVisitor;
import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.object.InternTable;
import dev.jetvm.runtime.type.TypeOptions;
import dev.jetvm.runtime.type.TypeSystem;
import dev.jetvm.runtime.type.TypeTable;
import dev.jetvm.runtime.value.SymbolTable;
import dev.jetvm.runtime.value.ValueModel;
import dev.jetvm.vm.log.RuntimeLog;
import dev.jetvm.vm.module.FunctionDef;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A machine: a heap, the types, the modules, the functions, and what the program may see of the world.
 *
 * @spec INTERP-01
 * @spec MOD-17
 */
public final class Vm implements AutoCloseable, RootSource {
    private static final Header FUNCTION_HEADER = Header.fresh(BuiltinType.FUNCTION.id(), 16, 0, Long.BYTES);

    private final ValueModel model;
    private final VmOptions options;
    private final Engine.Factory engines;
    private final ManagedHeap heap;
    private final TypeSystem types;
    private final InternTable literals;
    private final SymbolTable symbols = new SymbolTable();
    private final Classes classes = new Classes();
    private final Natives natives;
    /** Held while modules are joined, a class of this machine changes, or its base class is made. */
    private final ReentrantLock lock = new ReentrantLock();
    /** In the order in which they were found; guarded by itself, without a safepoint. */
    private final Map<String, LinkedModule> modules = new LinkedHashMap<>();
    /** Replaced when it grows; entries are written under the lock, before any word names them. */
    private volatile Code[] functions = new Code[16];
    private volatile int functionCount;
    private final Map<Integer, Code> drops = new ConcurrentHashMap<>();
    private final List<String> arguments;
    private final PrintStream out;
    private final PrintStream log;
    private final RootSlots roots;
    /** The word of the base class, or nil until it is made. */
    private volatile long baseClass;
    private final Tasks tasks = new Tasks();
    private final Worker worker;
    private final Task task;
    private final Map<Mutator, Worker> poolWorkers = new ConcurrentHashMap<>();
    private @Nullable Finalizers finalizers;

    /** Something that a run does: a function, with arguments that are made when its turn comes. */
    public interface Start {
        Code code();

        /** What is called, for slot 0. */
        default long closure() {
            return code().word;
        }

        /** The words of the arguments, made now by the worker that runs the task. A safepoint. */
        long[] arguments(Worker worker);

        /** It begins. */
        default void begin() {}

        /** It returned. */
        default void ended() {}

        /** The run ended in it, by a panic. */
        default void failed() {}
    }

    /**
     * @param engines for the workers
     * @param arguments of the program
     * @param out what the program writes; UTF-8
     * @param log what the runtime has to say
     */
    public Vm(ValueModel model, HeapOptions heapOptions, TypeOptions typeOptions, VmOptions options,
            Engine.Factory engines, List<String> arguments, OutputStream out, PrintStream log) {
        this.log = log;
        this.model = model;
        this.options = options;
        this.engines = engines;
        this.arguments = List.copyOf(arguments);
        this.out = new PrintStream(out, false, StandardCharsets.UTF_8);
        this.roots = new RootSlots(model.nil());
        this.baseClass = model.nil();
        this.heap = new ManagedHeap(heapOptions, model, TypeTable::new);
        Mutator mutator = heap.attach("main");
        this.types = new TypeSystem(heap, (TypeTable) heap.shapes(), mutator, model, typeOptions.reflection());
        this.literals = InternTable.of(heap, model);
        if (heapOptions.log()) {
            heap.addListener(report -> log.println(RuntimeLog.collection(report)));
        }
        heap.addWeakTable(classes);
        heap.addRoots(this);
        heap.addRoots(tasks);
        this.task = newTask(this.out);
        this.worker = new Worker(this, mutator);
        this.natives = new Natives(this);
    }

    // --- parts ---

    public ManagedHeap heap() {
        return heap;
    }

    public Mutator mutator() {
        return worker.mutator();
    }

    /** The task of the program. */
    public Task task() {
        return task;
    }

    /** The worker of the thread that made the machine. */
    public Worker worker() {
        return worker;
    }

    /** A worker for the calling thread, which has to close it. */
    public Worker newWorker(String name) {
        return new Worker(this, heap.attach(name));
    }

    /** A task with nothing to do yet. @param output what it prints */
    public Task newTask(PrintStream output) {
        Task fresh = new Task(tasks, newStack(), output);
        tasks.add(fresh);
        return fresh;
    }

    /** What a worker has while it runs no task: no root, never run. */
    Task idleTask() {
        return new Task(tasks, newStack(), out);
    }

    private FrameStack newStack() {
        return new FrameStack(model.nil(), options.maxStackWords(), options.maxFrames());
    }

    public ValueModel model() {
        return model;
    }

    VmOptions options() {
        return options;
    }

    Engine.Factory engines() {
        return engines;
    }

    public TypeSystem types() {
        return types;
    }

    public InternTable literals() {
        return literals;
    }

    public SymbolTable symbols() {
        return symbols;
    }

    public Classes classes() {
        return classes;
    }

    public Natives natives() {
        return natives;
    }

    List<String> arguments() {
        return arguments;
    }

    // --- modules and functions ---

    public @Nullable LinkedModule module(String name) {
        synchronized (modules) {
            return modules.get(name);
        }
    }

    /** A module and how far it is. */
    public record ModuleState(String name, String state) {}

    /**
     * Every module, in the order in which they were found.
     *
     * @spec MOD-03b
     */
    public List<ModuleState> modules() {
        synchronized (modules) {
            return modules.values().stream()
                    .map(module -> new ModuleState(module.module.name(), module.state.wire())).toList();
        }
    }

    public void add(LinkedModule module) {
        synchronized (modules) {
            modules.put(module.module.name(), module);
        }
        heap.addRoots(module);
    }

    /**
     * A function of a module, and the immortal object that represents it. A safepoint; under the lock.
     *
     * @param index in the module
     * @param start of its code in the code section
     */
    public Code define(Mutator creator, LinkedModule module, int index, FunctionDef def, int start) {
        long object = heap.allocateImmortal(creator, FUNCTION_HEADER);
        int number = functionCount;
        creator.memory().setWord(object + Calls.NUMBER_OFFSET, (long) number << Values.RAW_SHIFT);
        int count = def.constants().size();
        Code code = new Code(number, module, index, def, start, model.reference(object), new long[count],
                new @Nullable Object[count], options.caches());
        Code[] known = functions;
        Code[] more = number == known.length ? Arrays.copyOf(known, 2 * number) : known;
        more[number] = code;
        functions = more;
        functionCount = number + 1;
        return code;
    }

    Code function(int number) {
        return functions[number];
    }

    // --- what programs do to the world ---

    public void flush() {
        out.flush();
    }

    public ReentrantLock lock() {
        return lock;
    }

    /** The class that NEW_OBJECT makes instances of; made when it is first asked for. A safepoint. */
    long baseClass(Worker in) {
        if (!model.isReference(baseClass)) {
            in.mutator.lock(lock);
            try {
                if (!model.isReference(baseClass)) {
                    // The name must stay where it is while the class is made.
                    baseClass = in.classes.newClass(Classes.BASE,
                            literals().literal(in.mutator, Classes.BASE.getBytes(StandardCharsets.UTF_8)));
                }
            } finally {
                lock.unlock();
            }
        }
        return baseClass;
    }

    // --- finalizers ---

    private synchronized Finalizers finalizers() {
        if (finalizers == null) {
            finalizers = new Finalizers(heap, run -> log.println(RuntimeLog.failure(run)));
        }
        return finalizers;
    }

    /** Gives an object a function as its finalizer, run on a thread of the pool by a worker of its own. */
    void finalizeWith(long object, long function, long priority, boolean resurrect) {
        int root = roots.add(function);
        boolean registered = false;
        try {
            finalizers().register(object, Finalizer.of("finalizer", priority, resurrect, (pool, self) -> {
                try {
                    poolWorker(pool).runFinalizer(() -> roots.get(root), self);
                } finally {
                    roots.remove(root);
                }
            }));
            registered = true;
        } finally {
            if (!registered) {
                roots.remove(root);
            }
        }
    }

    /** Says what is called with each object of a type that is reclaimed. */
    public void setDrop(int type, Code function) {
        drops.put(type, function);
    }

    /**
     * Sees to it that the drop function of its type, if there is one, is called with a new object.
     *
     * @spec TYPE-07a
     */
    void own(long object, int type) {
        Code function = drops.get(type);
        if (function != null) {
            finalizers().own(object, Finalizer.drop(function.shownName(),
                    (pool, self) -> poolWorker(pool).runFinalizer(() -> function.word, self)));
        }
    }

    /** Each thread of the pool has a worker of its own. */
    private Worker poolWorker(Mutator pool) {
        return poolWorkers.computeIfAbsent(pool, mine -> new Worker(this, mine));
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
        roots.visit(visitor);
        baseClass = visitor.visit(baseClass);
    }

    @Override
    public void close() {
        flush();
        mutator().enterBlocked();
        if (finalizers != null) {
            finalizers.close();
        }
        mutator().leaveBlocked();
        task.close();
        mutator().close();
        heap.close();
    }
}
