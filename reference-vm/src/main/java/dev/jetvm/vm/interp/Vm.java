package dev.jetvm.vm.interp;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.jetvm.runtime.gc.CollectionKind;
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
import dev.jetvm.runtime.sched.ScheduledTask;
import dev.jetvm.runtime.sched.TaskScope;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A machine: a heap, types, modules, functions, tasks and natives, and the arguments and output of the program.
 *
 * @spec INTERP-01
 * @spec MOD-17
 */
public final class Vm implements AutoCloseable, RootSource {
    /** Collections at the end of a heap: finalizers may make objects that have finalizers, for ever. */
    private static final int LAST_ROUNDS = 16;
    /** Time between two looks for what the last finalizers wait for. */
    private static final long WAIT_NANOS = 1_000_000;
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
    /** Guards linking, changes of the classes of this machine, and creation of the base class. */
    private final ReentrantLock lock = new ReentrantLock();
    /** Held during a collection that a signal requested, so that the heap is not closed meanwhile. */
    private final ReentrantLock signals = new ReentrantLock();
    @GuardedBy("signals")
    private boolean closed;
    /** Modules in the order of their discovery; guarded by the monitor of the map, without a safepoint. */
    private final Map<String, LinkedModule> modules = new LinkedHashMap<>();
    /** Replaced when it grows. An entry is written under the lock, before any word refers to it. */
    private volatile LinkedFunction[] functions = new LinkedFunction[16];
    private volatile int functionCount;
    private final Map<Integer, LinkedFunction> drops = new ConcurrentHashMap<>();
    private final List<String> arguments;
    private final PrintStream out;
    private final PrintStream log;
    private final RootSlots roots;
    /** The word of the base class, or nil before its creation. */
    private volatile long baseClass;
    private final Tasks tasks;
    private final Channels channels;
    private final ObjectTable<Continuation> continuations;
    private final EffectNames effects = new EffectNames();
    /** Guarded by its monitor. */
    private final SplittableRandom chance;
    private final TaskScope rootScope = new TaskScope(null);
    private final AtomicLong nextTask = new AtomicLong();
    private final ExitHandlers exitHandlers;
    private final RunEnd end;
    private final Execution execution;
    private final Worker worker;
    private final Task task;
    private final Map<Mutator, Worker> poolWorkers = new ConcurrentHashMap<>();
    private volatile @Nullable Finalizers finalizers;

    /** A function of a plan. Its arguments are created when its turn comes. */
    public interface Start {
        LinkedFunction code();

        /** Returns the callee, for slot 0. */
        default long closure() {
            return code().word;
        }

        /** Creates the arguments on the worker that runs the task, and returns their words. A safepoint. */
        long[] arguments(Worker worker);

        /** Called before the function begins. */
        default void begin() {}

        /** Called after the function returned. */
        default void ended() {}

        /** Called after an unrecovered panic in the function ended the run. */
        default void failed() {}
    }

    /**
     * Creates a machine with a task for the program and a worker for the calling thread.
     *
     * @param engines creates the engine of each worker
     * @param arguments arguments of the program
     * @param out standard output of the program, in UTF-8
     * @param log receives the log lines of the runtime
     */
    public Vm(ValueModel model, HeapOptions heapOptions, TypeOptions typeOptions, VmOptions options,
            Engine.Factory engines, List<String> arguments, OutputStream out, PrintStream log) {
        this.log = log;
        this.model = model;
        this.options = options;
        this.chance = new SplittableRandom(options.seed());
        this.engines = engines;
        this.arguments = List.copyOf(arguments);
        this.out = new PrintStream(out, false, StandardCharsets.UTF_8);
        this.roots = new RootSlots(model.nil());
        this.baseClass = model.nil();
        this.exitHandlers = new ExitHandlers(roots);
        this.end = new RunEnd(this);
        this.heap = new ManagedHeap(heapOptions, model, TypeTable::new);
        if (heapOptions.log()) {
            heap.addListener(report -> log.println(RuntimeLog.collection(report)));
        }
        Mutator mutator = heap.attach("main");
        heap.addRoots(this);
        complete(BootPhase.MEMORY);
        this.types = new TypeSystem(heap, (TypeTable) heap.shapes(), mutator, model, typeOptions.reflection());
        this.literals = InternTable.of(heap, model);
        heap.addWeakTable(classes);
        complete(BootPhase.TYPES);
        this.tasks = new Tasks(model);
        heap.addRoots(tasks);
        heap.addWeakTable(tasks);
        this.execution = new Execution(this, heapOptions.workers());
        this.task = newTask(this.out);
        complete(BootPhase.SCHEDULER);
        this.channels = new Channels(model);
        heap.addWeakTable(channels);
        complete(BootPhase.IO);
        this.continuations = new ObjectTable<>(model);
        heap.addWeakTable(continuations);
        complete(BootPhase.EFFECTS);
        this.worker = new Worker(this, mutator);
        complete(BootPhase.MODULES);
        this.natives = new Natives(this);
        complete(BootPhase.LIBRARY);
    }

    /** Tells that a phase of the start is complete, if that is asked for. @spec BOOT-23 */
    public void complete(BootPhase phase) {
        if (options.lifecycle().logsBoot()) {
            log.println(phase.line());
        }
    }

    // --- components ---

    public ManagedHeap heap() {
        return heap;
    }

    public Mutator mutator() {
        return worker.mutator();
    }

    /** Returns the task of the program. */
    public Task task() {
        return task;
    }

    /** Returns the worker of the thread that created the machine. */
    public Worker worker() {
        return worker;
    }

    /** Creates a worker for the calling thread, which must close it. */
    public Worker newWorker(String name) {
        return new Worker(this, heap.attach(name));
    }

    /** Creates a task with an empty plan. @param output standard output of the task */
    public Task newTask(PrintStream output) {
        return newTask(output, execution.scheduler());
    }

    /** Creates a task with an empty plan that something else than the scheduler runs. */
    Task newTask(PrintStream output, ScheduledTask.Resumer resumer) {
        Task fresh = task(rootScope, resumer, output);
        fresh.finalizes = resumer instanceof AsideTasks;
        tasks.add(fresh);
        return fresh;
    }

    private Task task(TaskScope home, ScheduledTask.Resumer resumer, PrintStream output) {
        return task(nextTask.getAndIncrement(), home, resumer, output);
    }

    private Task task(long number, TaskScope home, ScheduledTask.Resumer resumer, PrintStream output) {
        return new Task(number, home, resumer, tasks, newStack(), output, model.nil());
    }

    /**
     * Creates a task that another one spawns. Its words are no roots before it has an object, and it does not run before
     * {@link #start}.
     */
    Task newChild(Task parent) {
        return task(parent.childScope(), execution.scheduler(), parent.out);
    }

    /** Makes a new task ready. */
    void start(Task child) {
        child.home().add(child);
        execution.scheduler().spawn(child);
    }

    Tasks tasks() {
        return tasks;
    }

    /** Returns a source of chance of its own for a worker. */
    RandomGenerator newRandom() {
        synchronized (chance) {
            return chance.split();
        }
    }

    Channels channels() {
        return channels;
    }

    ObjectTable<Continuation> continuations() {
        return continuations;
    }

    EffectNames effects() {
        return effects;
    }

    ExitHandlers exitHandlers() {
        return exitHandlers;
    }

    TaskScope rootScope() {
        return rootScope;
    }

    /** Returns what ends the run of this machine. */
    public RunEnd end() {
        return end;
    }

    /** Returns what runs the program. */
    public Execution execution() {
        return execution;
    }

    void count(long instructions, long calls) {
        execution.count(instructions, calls);
    }

    /** Returns whether a finalizer runs or is about to run. */
    public boolean hasPendingFinalizers() {
        Finalizers known = finalizers;
        return known != null && !known.isQuiet();
    }

    /** Creates the placeholder of a worker that runs no task. It is never run and contributes no roots. */
    Task idleTask() {
        return task(-1, rootScope, execution.scheduler(), out);
    }

    private FrameStack newStack() {
        return new FrameStack(model.nil(), options.stackWords(), options.maxStackWords(), options.maxFrames());
    }

    public ValueModel model() {
        return model;
    }

    public VmOptions options() {
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

    /** A module and its state. @param name name of the module @param state name of the state in the protocol */
    public record ModuleState(String name, String state) {}

    /**
     * Returns the state of every module, in the order of their discovery.
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
     * Defines a function of a module and allocates the immortal object that represents it. A safepoint; the lock must
     * be held.
     *
     * @param index index of the function in the module
     * @param start offset of its code in the code section
     */
    public LinkedFunction define(Mutator creator, LinkedModule module, int index, FunctionDef def, int start) {
        long object = heap.allocateImmortal(creator, FUNCTION_HEADER);
        int number = functionCount;
        creator.memory().setWord(object + Calls.NUMBER_OFFSET, (long) number << Values.RAW_SHIFT);
        int count = def.constants().size();
        LinkedFunction code = new LinkedFunction(number, module, index, def, start, model.reference(object),
                new long[count],
                new @Nullable Object[count], options.caches());
        LinkedFunction[] known = functions;
        LinkedFunction[] more = number == known.length ? Arrays.copyOf(known, 2 * number) : known;
        more[number] = code;
        functions = more;
        functionCount = number + 1;
        return code;
    }

    LinkedFunction function(int number) {
        return functions[number];
    }

    // --- output, lock and base class ---

    public void flush() {
        out.flush();
    }

    public ReentrantLock lock() {
        return lock;
    }

    /** Returns the class that NEW_OBJECT instantiates, and creates it on first use. A safepoint. */
    long baseClass(Worker in) {
        if (!model.isReference(baseClass)) {
            in.mutator.lock(lock);
            try {
                if (!model.isReference(baseClass)) {
                    // The name is immortal or immediate: it must not move while the class is created.
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

    /** Makes a thread of the pool unwind a continuation that is dropped. @spec EFF-15 */
    void unwindWhenDropped(long continuation) {
        finalizers().own(model.address(continuation),
                Finalizer.dropOfItself("continuation", (pool, self) -> poolWorker(pool).unwindDropped(self)));
    }

    /** Revokes {@link #unwindWhenDropped} for a continuation that was used. */
    void forgetDropped(long continuation) {
        Finalizers known = finalizers;
        if (known != null) {
            known.disown(model.address(continuation));
        }
    }

    /** Registers a function as finalizer of an object. A thread of the pool runs it on a worker of its own. */
    void finalizeWith(Worker in, long object, long function, long priority, boolean resurrect) {
        String name = "finalizer" + placeOf(in);
        int root = roots.add(function);
        boolean registered = false;
        try {
            finalizers().register(object, Finalizer.of(name, priority, resurrect, (pool, self) -> {
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

    /** Sets the drop function of a type, which is called with each reclaimed object of the type. */
    public void setDrop(int type, LinkedFunction function) {
        drops.put(type, function);
    }

    /**
     * Registers a new object for the drop function of its type, if there is one.
     *
     * @spec TYPE-07a
     */
    void own(long object, int type) {
        LinkedFunction function = drops.get(type);
        if (function != null) {
            finalizers().own(object, Finalizer.drop(function.shownName(),
                    (pool, self) -> poolWorker(pool).runFinalizer(() -> function.word, self)));
        }
    }

    /** Returns where a task is, for the report of leaks; empty if leaks are not looked for. */
    static String placeOf(Worker in) {
        if (!in.vm().options.lifecycle().checksLeaks()) {
            return "";
        }
        List<TraceFrame> trace = Unwinder.trace(in.stack);
        return trace.isEmpty() ? "" : " registered " + trace.getFirst();
    }

    /** Collects all garbage while the program runs. By a thread without a worker. @spec PLAT-05 */
    public void collectOnSignal() {
        signals.lock();
        try {
            if (!closed && !end.isOver()) {
                collectAside();
            }
        } finally {
            signals.unlock();
        }
    }

    private void collectAside() {
        Mutator signalled = heap.attach("signal");
        try {
            heap.collect(signalled, CollectionKind.FULL);
        } finally {
            signalled.close();
        }
    }

    /** Waits for the end of a collection that a signal requested. None begins afterwards. By a blocked mutator. */
    private void endSignals() {
        signals.lock();
        try {
            closed = true;
        } finally {
            signals.unlock();
        }
    }

    /**
     * Ends the heap of a process: collects all garbage and runs all finalizers, also those that finalizers register.
     *
     * @param nanos greatest time to wait
     * @return whether all have ended
     * @spec EXIT-09
     * @spec FIN-13
     */
    public boolean endHeap(long nanos) {
        Finalizers known = finalizers;
        if (known == null) {
            return true;
        }
        long end = System.nanoTime() + nanos;
        known.end();
        int ran = -1;
        for (int round = 0; round < LAST_ROUNDS && ran != known.log().size(); round++) {
            ran = known.log().size();
            heap.collect(mutator(), CollectionKind.FULL);
            while (!known.awaitQuiet(mutator(), Math.min(WAIT_NANOS, end - System.nanoTime()))) {
                if (System.nanoTime() - end >= 0) {
                    return false;
                }
                execution.scheduler().wakeDue();
            }
        }
        return true;
    }

    /**
     * Returns what is not released at the end, a line each.
     *
     * @spec EXIT-10
     * @spec ERR-192
     */
    public List<String> leaks() {
        List<String> leaks = new ArrayList<>();
        Finalizers known = finalizers;
        if (known != null) {
            known.pending().stream().map(Finalizer::name).sorted()
                    .forEach(name -> leaks.add("did not run or did not end: " + name));
        }
        leaks.addAll(natives.leaks());
        // The root task did not end in the scheduler then.
        long unended = end.abandons() ? execution.scheduler().alive() - 1 : 0;
        if (unended > 0) {
            leaks.add(unended + (unended == 1 ? " task has not ended" : " tasks have not ended"));
        }
        return leaks;
    }

    /** Returns the worker of a thread of the pool; each thread has its own. */
    private Worker poolWorker(Mutator pool) {
        return poolWorkers.computeIfAbsent(pool, mine -> new Worker(this, mine));
    }

    /** Waits until all pending finalizers have run. */
    void awaitFinalizers(Mutator waiting) {
        finalizers().awaitQuiet(waiting);
    }

    // --- roots ---

    /** Returns the slots for words that the runtime keeps. */
    RootSlots rootSlots() {
        return roots;
    }

    @Override
    public String name() {
        return "machine";
    }

    @Override
    public void visit(RootVisitor visitor) {
        roots.visit(visitor);
        baseClass = visitor.visit(baseClass);
        end.visit(visitor);
    }

    @Override
    public void close() {
        flush();
        mutator().enterBlocked();
        endSignals();
        if (finalizers != null) {
            finalizers.close();
        }
        mutator().leaveBlocked();
        natives.close();
        execution.scheduler().poller().close();
        task.close();
        mutator().close();
        heap.close();
    }
}
