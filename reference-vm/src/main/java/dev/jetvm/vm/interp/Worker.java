package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.gc.PerMutator;
import dev.jetvm.runtime.gc.Request;
import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.sched.Waiter;
import dev.jetvm.runtime.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The resources of a thread that runs tasks: its mutator, the helpers of that mutator, and the loop that executes
 * instructions. One thread at a time may use a worker. A call of a Jet function creates a frame on the stack of the
 * task and none on the Java stack. A run can therefore stop between any two instructions, and another worker can resume
 * the task.
 *
 * @spec INTERP-01
 * @spec INTERP-13
 * @spec INTERP-13a
 */
@PerMutator
public final class Worker implements AutoCloseable {
    final Vm vm;
    final Mutator mutator;
    final Values values;
    final Numbers numbers;
    final Aggregates aggregates;
    final ClassObjects classes;
    final Instances instances;
    final StructObjects structs;
    final TraitObjects traits;
    final Upvalues upvalues;
    final Closures closures;
    final Calls calls;
    final Returns returns;
    final Unwinder unwinder;
    final Effects effects;
    final ValueText text;
    final TaskObjects taskObjects;
    final TaskLocals taskLocals;
    final Scopes scopes;
    final ChannelObjects channels;
    final ChannelWaits channelWaits;
    private final Loop loop;
    private final Task idle;
    /** Whether the last instruction had no effect and is executed again. */
    private boolean repeats;
    /** Whether the task itself has asked to give way. Not a request, because no other thread reads it. */
    private boolean givesWay;
    /** The current task and its stack. */
    Task task;
    FrameStack stack;

    Worker(Vm vm, Mutator mutator) {
        this.vm = vm;
        this.mutator = mutator;
        this.values = new Values(vm.model(), mutator);
        this.idle = vm.idleTask();
        this.task = idle;
        this.stack = idle.stack;
        this.aggregates = new Aggregates(values, mutator);
        this.numbers = new Numbers(values, mutator, aggregates.strings);
        this.classes = new ClassObjects(vm, values, mutator, aggregates.arrays);
        this.instances = new Instances(values, mutator, aggregates.arrays, vm.classes(), classes);
        this.structs = new StructObjects(vm.types(), values, mutator);
        this.traits = new TraitObjects(vm.types(), values, mutator);
        this.upvalues = new Upvalues(vm.model(), mutator);
        this.closures = new Closures(this);
        this.calls = new Calls(this);
        this.returns = new Returns(this);
        this.unwinder = new Unwinder(this);
        this.effects = new Effects(this, new ContinuationObjects(vm.continuations(), this));
        this.text = new ValueText(this, vm.symbols());
        this.taskObjects = new TaskObjects(vm.tasks(), values, mutator);
        this.taskLocals = new TaskLocals(this);
        this.scopes = new Scopes(this);
        this.channels = new ChannelObjects(vm.channels(), this);
        this.channelWaits = new ChannelWaits(this);
        this.loop = new Loop(this);
    }

    public Mutator mutator() {
        return mutator;
    }

    // --- for engines ---

    public Vm vm() {
        return vm;
    }

    /** Returns whether values are represented as tagged words, not as NaN boxes. */
    public boolean hasTaggedWords() {
        return values.tagged;
    }

    /** Returns the code of a function or closure, or null for any other value. */
    public @Nullable LinkedFunction codeOf(long word) {
        return calls.target(word);
    }

    /**
     * Executes a call of a native, which may allocate, panic, begin a call or make the task wait.
     *
     * @param arguments number of arguments, which are on the top of the stack
     * @param pc offset of the instruction that calls
     */
    public void callNative(int number, int arguments, int pc) {
        stack.pc = pc;
        stack.outgoing = arguments + 1;
        calls.callNative(number, arguments);
    }

    // --- runs ---

    /**
     * Runs a task until it ends, the budget is spent, or this worker is asked to yield. Instructions are executed
     * individually and counted.
     *
     * @param steps maximum number of instructions
     * @throws UnsupportedInstruction if the machine does not support the chapter of an instruction
     * @throws IllegalStateException if another worker runs the task
     */
    public Outcome run(Task running, long steps) {
        return run(running, steps, true);
    }

    /**
     * Runs a task as {@link #run(Task, long)} does, without a limit. Instructions are not counted; an engine may
     * combine them.
     */
    public Outcome run(Task running) {
        return run(running, Long.MAX_VALUE, false);
    }

    private Outcome run(Task running, long steps, boolean counted) {
        if (running.status().isFinal() && running.plan.isEmpty() || running.status() == Task.Status.EXHAUSTED) {
            return ended(running);
        }
        running.claim(this);
        givesWay = false;
        task = running;
        stack = running.stack;
        int roots = mutator.mark();
        long callsBefore = running.called();
        try {
            Outcome outcome = advance(steps, counted);
            if (mutator.mark() != roots) {
                throw new IllegalStateException("a task was suspended while its worker had temporary roots for it");
            }
            return outcome;
        } finally {
            count(running, running.called() - callsBefore);
            task = idle;
            stack = idle.stack;
            running.release();
        }
    }

    private void count(Task running, long calls) {
        long instructions = loop.executed();
        // Most turns count nothing, and the counters of the machine are shared.
        if (instructions != 0 || calls != 0) {
            vm.count(instructions, calls);
            running.countInstructions(instructions);
        }
    }

    static Outcome ended(Task task) {
        return switch (task.status()) {
            case HALTED -> Outcome.HALTED;
            case PANIC -> Outcome.PANICKED;
            case EXHAUSTED -> Outcome.EXHAUSTED;
            default -> Outcome.RETURNED;
        };
    }

    private Outcome advance(long steps, boolean counted) {
        loop.begin(steps, counted);
        while (true) {
            try {
                if (!goOn()) {
                    if (task.status() == Task.Status.RUNNING) {
                        task.setStatus(Task.Status.RETURNED);
                    }
                    return ended(task);
                }
                if (task.status() == Task.Status.RUNNING) {
                    if (loop.isSpent()) {
                        return suspended(Outcome.EXHAUSTED);
                    }
                    repeats = false;
                    loop.run();
                    if (repeats) {
                        loop.takeBack();
                    }
                }
            } catch (PanicException e) {
                unwinder.raise(e);
            } catch (RejectException e) {
                // The runtime rejects a size before it tries to allocate.
                unwinder.raise(new PanicException(e.code().equals("payload-limit")
                        ? PanicCode.CAPACITY_OVERFLOW
                        : PanicCode.NATIVE, String.valueOf(e.getMessage())));
            } catch (LimitException e) {
                loop.takeBack();
                stack.next = stack.pc;
                stack.suspend(true);
                task.exhaust(e.resource());
                return Outcome.EXHAUSTED;
            }
            if (task.status() == Task.Status.WAITING) {
                stack.suspend(true);
                return Outcome.BLOCKED;
            }
            if (task.status() == Task.Status.PANIC && task == vm.task() && vm.end().catches(this)) {
                continue;
            }
            if (task.status() == Task.Status.PANIC || task.status() == Task.Status.HALTED) {
                return ended(task);
            }
            if (isAskedToYield() && !(stack.isEmpty() && task.plan.isEmpty())) {
                return suspended(Outcome.YIELDED);
            }
        }
    }

    /**
     * Prepares the next instruction: deals with the end of a wait and with a cancellation, and begins the next function
     * of the plan. Afterwards the task is running, waits, or has ended.
     *
     * @return false if the task has returned
     */
    private boolean goOn() {
        task.setStatus(Task.Status.RUNNING);
        Waiter.Decision decision = task.decision();
        if (decision != null && decision != Waiter.Decision.EVENT) {
            interrupted(decision);
        } else if (task.leavesScope) {
            unwinder.proceed();
        } else if (decision == Waiter.Decision.EVENT && task.isCancelDue() && !stack.isEmpty()) {
            // The instruction that waited takes what it was handed; the cancellation is delivered afterwards.
            mutator.request(Request.PREEMPT);
        } else if (task.isCancelDue() && mayBeInterrupted() && task.takeCancellation()) {
            stack.pc = stack.next;
            unwinder.cancel();
        } else if (task == vm.task() && vm.end().endsHandler() && mayBeInterrupted() && !task.isShielded()) {
            vm.end().beginHandler();
            stack.pc = stack.next;
            unwinder.cancel();
        } else if (task.dropped >= 0) {
            return unwindDroppedOf(task);
        } else if (stack.isEmpty() && task.plan.isEmpty()) {
            return task == vm.task() && vm.end().goesOn(this);
        } else if (stack.isEmpty()) {
            begin(task.plan.getFirst());
        }
        return true;
    }

    /** Begins to unwind the continuation for which a task was made. @return false if nothing has to be unwound */
    private boolean unwindDroppedOf(Task made) {
        long word = mutator.kept(made.dropped);
        made.dropped = -1;
        if (!effects.abandon(word, 0)) {
            return false;
        }
        unwinder.proceed();
        return true;
    }

    /** A wait ended without its event. */
    private void interrupted(Waiter.Decision decision) {
        task.endWait();
        stack.pc = stack.next;
        if (!stack.isEmpty()) {
            // A panic arises at the instruction that waits, which has a stack map.
            stack.next += stack.code().lengthAt(stack.pc);
        }
        switch (decision) {
            case CANCELLED -> {
                if (task.takeCancellation()) {
                    unwinder.cancel();
                }
            }
            case INTERRUPTED -> {
                if (task.interrupting(null) == null) {
                    // The frame of the scope was lifted off the stack meanwhile: the wait begins anew.
                    stack.next = stack.pc;
                } else {
                    scopes.interrupt();
                }
            }
            case DEADLOCK -> unwinder.raise(PanicCode.DEADLOCK, vm.execution().deadlock(), values.nil);
            case EVENT -> throw new IllegalStateException("the event occurred");
        }
    }

    /**
     * Returns whether a cancellation or a failing scope may end a wait: not while a panic or a cancellation unwinds, nor
     * within a cleanup.
     */
    boolean mayBeInterrupted() {
        return task.unwinding.isEmpty() && !stack.isInCleanup();
    }

    /** Suspends the task, whose wait has begun. The current instruction is executed again when the wait has ended. */
    void suspend() {
        repeats = true;
        stack.next = stack.pc;
        task.setStatus(Task.Status.WAITING);
    }

    private Outcome suspended(Outcome why) {
        stack.suspend(true);
        task.setStatus(Task.Status.READY);
        return why;
    }

    /** Returns whether the task is to be suspended before its next instruction. */
    boolean isAskedToYield() {
        return givesWay || (mutator.requests() & Request.PREEMPT) != 0;
    }

    /** Suspends the task after its present instruction, so that others run. */
    void giveWay() {
        givesWay = true;
    }

    void begin(Vm.Start start) {
        stack.next = 0;
        stack.sp = 0;
        start.begin();
        long[] arguments = start.arguments(this);
        long[] words = new long[1 + arguments.length];
        words[0] = start.closure();
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        stack.enter(start.code(), words[0], words, 0, arguments.length, 0, 0);
    }

    /** Unwinds a continuation that was dropped, in a task of its own. @param self index of a temporary root of this worker's mutator */
    void unwindDropped(int self) {
        AsideTasks aside = new AsideTasks(Thread.currentThread());
        try (Task finalizer = vm.newTask(vm.task().out, aside)) {
            finalizer.dropped = self;
            aside.run(this, finalizer);
            Panic panic = finalizer.panic();
            if (panic != null) {
                throw new PanicException(panic.code(), panic.message());
            }
        }
    }

    /**
     * Runs a function with one argument to its end, in a task of its own.
     *
     * @param function supplies the word of the function, which may move
     * @param argument index of a temporary root of this worker's mutator
     * @throws PanicException if the function panics
     */
    void runFinalizer(LongSupplier function, int argument) {
        int number = calls.number(function.getAsLong());
        Calls.checkArity(vm.function(number), 1);
        AsideTasks aside = new AsideTasks(Thread.currentThread());
        try (Task finalizer = vm.newTask(task.out, aside)) {
            finalizer.plan(List.of(new Vm.Start() {
                @Override
                public LinkedFunction code() {
                    return vm.function(number);
                }

                @Override
                public long closure() {
                    return function.getAsLong();
                }

                @Override
                public long[] arguments(Worker worker) {
                    return new long[]{worker.mutator.kept(argument)};
                }
            }));
            try {
                aside.run(this, finalizer);
            } catch (UnsupportedInstruction e) {
                throw new PanicException(PanicCode.NATIVE, String.valueOf(e.getMessage()));
            }
            Panic panic = finalizer.panic();
            if (panic != null) {
                throw new PanicException(panic.code(), panic.message());
            }
        }
    }

    // --- results ---

    /** Returns the result of a task, unless it is an object other than a string or a box. */
    public Optional<Value> plainResult(Task of) {
        Value value = values.model.toValue(of.stack.result, mutator);
        return value instanceof Value.Ref ? Optional.empty() : Optional.of(value);
    }

    /** Returns the name of the type of the result of a task. */
    public String resultType(Task of) {
        return vm.types().name(vm.types().typeOf(of.stack.result));
    }

    /** Returns whether a word is a function or a closure. */
    boolean isCode(long word) {
        return values.is(word, BuiltinType.FUNCTION) || values.is(word, BuiltinType.CLOSURE);
    }

    /** Closes the mutator. */
    @Override
    public void close() {
        mutator.close();
    }
}
