package dev.jetvm.conformance.model;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.SynchronousQueue;
import org.jspecify.annotations.Nullable;

/**
 * Programs of calls, effects, handlers, cleanups, protected parts and panics, and what they print. A function calls only functions
 * behind it, so every program ends. Each function returns {@link #RESULT} plus its number, each clause that does not end with a
 * resumption {@link #ABORTED}.
 *
 * <p>A function that installs handlers runs in a thread of its own, a fiber. What waits for the end of a fiber is told of effects
 * that it handles, and runs the clause in its place; a continuation is the fibers from the handler to the effect. The threads
 * take turns: there is no concurrency in a run.
 */
public final class UnwindingModel {
    /** The result of function 0. */
    public static final int RESULT = 1000;
    /** The result of a clause. */
    public static final int ABORTED = 2000;
    /** With what TAIL_RESUME resumes. */
    public static final int TAIL_VALUE = 3000;
    /** How the machine prints nil. */
    private static final String NIL = "nil";

    /** What a function or a clause does. The report keeps samples as JSON, which names the kind. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
    public sealed interface Statement {}

    public record Print(int number) implements Statement {}

    /** Calls a function and prints its result. @param target chooses among the functions behind this one */
    public record Call(int target) implements Statement {}

    /** Performs an effect and prints its result. */
    public record Perform(int effect) implements Statement {}

    /** Installs a handler for the rest of the function. */
    public record Install(int effect, Clause clause) implements Statement {}

    /** Installs a handler for a body. */
    public record Handle(int effect, Clause clause, List<Statement> body) implements Statement {}

    /** Registers a function as a cleanup of the frame. */
    public record Register(int target) implements Statement {}

    /** Registers a cleanup, and after the body takes the last one away. @param called whether it is called then */
    public record Tidy(int target, List<Statement> body, boolean called) implements Statement {}

    /** Runs a body; the handler prints the code and the value of a panic. */
    public record Protect(List<Statement> body, List<Statement> handler) implements Statement {}

    /** Prints a number after the body, which has been an operand meanwhile. */
    public record Keep(int number, List<Statement> body) implements Statement {}

    /** Panics with a value. */
    public record Raise(int value) implements Statement {}

    /** Panics with a code of the machine. */
    public record Divide() implements Statement {}

    /** In a clause only: resumes its continuation and prints what that results in. */
    public record Resume(int value) implements Statement {}

    /** @param tail whether the clause ends with TAIL_RESUME */
    public record Clause(List<Statement> body, boolean tail) {}

    /** @param tail whether the function ends with a tail call of the next function, whose result is then its own */
    public record Function(List<Statement> body, boolean tail) {}

    // --- what leaves frames ---

    private abstract static class Unwinding extends Exception {
        private static final long serialVersionUID = 1;

        Unwinding(String message) {
            super(message, null, false, false);
        }
    }

    private static final class Panic extends Unwinding {
        private static final long serialVersionUID = 1;
        final String code;
        final String value;
        /** Whether it left a cleanup that was called because of another panic. */
        final boolean last;

        Panic(String code, String value, boolean last) {
            super(code);
            this.code = code;
            this.value = value;
            this.last = last;
        }

        Panic asLast() {
            return new Panic(code, value, true);
        }
    }

    /** Unwinds continuations. */
    private static final class Abandonment extends Unwinding {
        private static final long serialVersionUID = 1;
        /** Outermost fibers of the continuations; it ends at the last of them. */
        final transient Set<Fiber> bases;
        final transient @Nullable Panic carried;
        /** Whether the panic came first: a protected part would have recovered it. */
        final boolean earlier;

        Abandonment(Set<Fiber> bases, @Nullable Panic carried, boolean earlier) {
            super("abandonment");
            this.bases = bases;
            this.carried = carried;
            this.earlier = earlier;
        }
    }

    private static final class TooLong extends Unwinding {
        private static final long serialVersionUID = 1;

        TooLong() {
            super("too long");
        }
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    // --- fibers ---

    private record Handler(int effect, Clause clause, int function) {}

    /** A cleanup of a frame. */
    private interface Cleanup {
        void run(Fiber in) throws Unwinding;
    }

    /** A frame: its handlers count only if it is the outermost of a fiber. */
    private static final class Frame {
        final int function;
        final List<Cleanup> cleanups = new ArrayList<>();
        final List<Handler> handlers = new ArrayList<>();
        final @Nullable Continuation continuation;
        /** Whether it ends with TAIL_RESUME, which does not unwind the continuation. */
        final boolean resumes;

        Frame(int function) {
            this(function, null, false);
        }

        Frame(int function, @Nullable Continuation continuation, boolean resumes) {
            this.function = function;
            this.continuation = continuation;
            this.resumes = resumes;
        }
    }

    private interface Body {
        int run(Fiber in) throws Unwinding;
    }

    /** What a fiber tells whoever waits for it: it returned, it failed, or it performed an effect that it handles. */
    private record Event(int result, @Nullable Unwinding failure, @Nullable Handler handler,
            @Nullable Continuation continuation) {}

    /** The frames from that of a fiber to a fiber that performed an effect. */
    private static final class Continuation {
        final Fiber outermost;
        final Fiber innermost;
        boolean used;

        Continuation(Fiber outermost, Fiber innermost) {
            this.outermost = outermost;
            this.innermost = innermost;
        }
    }

    private final class Fiber {
        final @Nullable Frame frame;
        @Nullable
        Fiber caller;
        private final SynchronousQueue<Event> events = new SynchronousQueue<>();
        /** Answers to an effect: a number, or an abandonment. */
        private final SynchronousQueue<Object> answers = new SynchronousQueue<>();

        Fiber(@Nullable Frame frame, @Nullable Fiber caller) {
            this.frame = frame;
            this.caller = caller;
        }

        void start(Body body) {
            threads.add(Thread.ofVirtual().uncaughtExceptionHandler((_, _) -> {
                // A fiber that is killed.
            }).start(() -> {
                Event end;
                try {
                    end = new Event(body.run(this), null, null, null);
                } catch (Unwinding failure) {
                    end = new Event(0, failure, null, null);
                }
                put(events, end);
            }));
        }
    }

    private static <T> void put(SynchronousQueue<T> queue, T item) {
        try {
            queue.put(item);
        } catch (InterruptedException _) {
            throw new Killed();
        }
    }

    private static <T> T take(SynchronousQueue<T> queue) {
        try {
            return queue.take();
        } catch (InterruptedException _) {
            throw new Killed();
        }
    }

    private final List<Function> functions;
    private final List<String> printed = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private int left;

    private UnwindingModel(List<Function> functions, int most) {
        this.functions = functions;
        this.left = most;
    }

    /** Returns the function that a statement of a function chooses. */
    public static int target(int function, int chosen, int functions) {
        return function + 1 + chosen % (functions - function - 1);
    }

    /** Runs function 0. @return null if that takes more than so many statements */
    public static @Nullable Run run(List<Function> functions, int most) {
        UnwindingModel model = new UnwindingModel(functions, most);
        try {
            model.call(0, model.new Fiber(null, null));
            return Run.returned(model.printed);
        } catch (Panic panic) {
            return Run.panicked(model.printed, panic.code);
        } catch (TooLong _) {
            return null;
        } catch (Unwinding wrong) {
            throw new IllegalStateException(wrong);
        } finally {
            // Fibers of continuations that were not resumed wait for ever.
            model.threads.forEach(Thread::interrupt);
        }
    }

    // --- calls and effects ---

    private int call(int function, Fiber in) throws Unwinding {
        Function called = functions.get(function);
        Result result = called.tail ? () -> call(function + 1, in) : () -> RESULT + function;
        return call(new Frame(function), called.body, in, result);
    }

    private interface Result {
        int get() throws Unwinding;
    }

    private int call(Frame frame, List<Statement> body, Fiber in, Result result) throws Unwinding {
        if (!installs(body)) {
            return execute(frame, body, in, result);
        }
        Fiber fiber = new Fiber(frame, in);
        fiber.start(self -> execute(frame, body, self, result));
        return await(fiber, in);
    }

    private static boolean installs(List<Statement> statements) {
        return statements.stream().anyMatch(statement -> switch (statement) {
            case Install _,Handle _ -> true;
            case Protect protect -> installs(protect.body) || installs(protect.handler);
            case Keep keep -> installs(keep.body);
            case Tidy tidy -> installs(tidy.body);
            default -> false;
        });
    }

    private int execute(Frame frame, List<Statement> body, Fiber in, Result result) throws Unwinding {
        try {
            statements(frame, body, in);
            // A return and a tail call run the cleanups as calls: a panic in one leaves this frame as any other does.
            while (frame.cleanups.size() > (frame.resumes ? 1 : 0)) {
                frame.cleanups.removeLast().run(in);
            }
        } catch (Unwinding unwinding) {
            throw unwind(unwinding, frame, 0, in);
        }
        return result.get();
    }

    /** Waits for the end of a fiber, or for the end of a clause in its place. */
    private int await(Fiber fiber, Fiber in) throws Unwinding {
        Event event = take(fiber.events);
        if (event.failure != null) {
            throw event.failure;
        }
        if (event.handler == null || event.continuation == null) {
            return event.result;
        }
        return clause(event.handler, event.continuation, in);
    }

    private int clause(Handler handler, Continuation continuation, Fiber in) throws Unwinding {
        Frame frame = new Frame(handler.function, continuation, handler.clause.tail);
        frame.cleanups.add(self -> abandon(continuation, self));
        Result result = handler.clause.tail ? () -> resume(continuation, TAIL_VALUE, in) : () -> ABORTED;
        return call(frame, handler.clause.body, in, result);
    }

    private int perform(int effect, Fiber in) throws Unwinding {
        for (Fiber at = in; at != null; at = at.caller) {
            Frame frame = at.frame;
            if (frame == null) {
                continue;
            }
            for (Handler handler : frame.handlers.reversed()) {
                if (handler.effect == effect) {
                    put(at.events, new Event(0, null, handler, new Continuation(at, in)));
                    Object answer = take(in.answers);
                    if (answer instanceof Abandonment abandonment) {
                        throw abandonment;
                    }
                    return (int) answer;
                }
            }
        }
        throw new Panic("unhandled-effect", NIL, false);
    }

    private int resume(Continuation continuation, int value, Fiber in) throws Unwinding {
        if (continuation.used) {
            throw new Panic("continuation-consumed", NIL, false);
        }
        return answer(continuation, value, in);
    }

    private int answer(Continuation continuation, Object answer, Fiber in) throws Unwinding {
        continuation.used = true;
        continuation.outermost.caller = in;
        put(continuation.innermost.answers, answer);
        return await(continuation.outermost, in);
    }

    private void abandon(Continuation continuation, Fiber in) throws Unwinding {
        if (continuation.used) {
            return;
        }
        try {
            answer(continuation, new Abandonment(Set.of(continuation.outermost), null, false), in);
        } catch (Abandonment end) {
            Set<Fiber> further = new HashSet<>(end.bases);
            further.remove(continuation.outermost);
            if (!further.isEmpty()) {
                throw new Abandonment(further, end.carried, end.earlier);
            }
            if (end.carried != null) {
                throw end.carried;
            }
        }
    }

    // --- unwinding ---

    /** Calls cleanups, down to a number of them. @return what goes on */
    private Unwinding unwind(Unwinding first, Frame frame, int kept, Fiber in) throws TooLong {
        Unwinding latest = first;
        while (frame.cleanups.size() > kept) {
            if (latest instanceof Panic panic && panic.last || latest instanceof TooLong) {
                return latest;
            }
            try {
                frame.cleanups.removeLast().run(in);
            } catch (Unwinding second) {
                latest = merge(latest, second);
            }
        }
        return latest;
    }

    /** What goes on when an unwinding leaves a cleanup that another one called. */
    private static Unwinding merge(Unwinding interrupted, Unwinding second) {
        if (second instanceof TooLong) {
            return second;
        }
        Panic pending = interrupted instanceof Abandonment abandonment ? abandonment.carried : (Panic) interrupted;
        Panic arrives = second instanceof Abandonment abandonment ? abandonment.carried : (Panic) second;
        if (pending != null && arrives != null) {
            return arrives.asLast();
        }
        Set<Fiber> bases = new HashSet<>();
        for (Unwinding each : List.of(interrupted, second)) {
            if (each instanceof Abandonment abandonment) {
                bases.addAll(abandonment.bases);
            }
        }
        return arrives != null
                ? new Abandonment(bases, arrives, false)
                : new Abandonment(bases, pending, !(interrupted instanceof Abandonment with) || with.earlier);
    }

    private void protect(Frame frame, Protect protect, Fiber in) throws Unwinding {
        int kept = frame.cleanups.size();
        int handlers = frame.handlers.size();
        try {
            statements(frame, protect.body, in);
        } catch (Unwinding unwinding) {
            Unwinding end = unwind(unwinding, frame, kept, in);
            if (end instanceof Abandonment abandonment && abandonment.carried != null && abandonment.earlier) {
                throw new Abandonment(abandonment.bases, null, false);
            }
            if (!(end instanceof Panic panic) || panic.last) {
                throw end;
            }
            while (frame.handlers.size() > handlers) {
                frame.handlers.removeLast();
            }
            printed.add(panic.code);
            printed.add(panic.value);
            statements(frame, protect.handler, in);
        }
    }

    // --- statements ---

    private void statements(Frame frame, List<Statement> statements, Fiber in) throws Unwinding {
        for (Statement statement : statements) {
            if (left-- <= 0) {
                throw new TooLong();
            }
            execute(frame, statement, in);
        }
    }

    private void execute(Frame frame, Statement statement, Fiber in) throws Unwinding {
        switch (statement) {
            case Print print -> print(print.number);
            case Call call -> print(call(target(frame.function, call.target, functions.size()), in));
            case Perform perform -> print(perform(perform.effect, in));
            case Install install -> frame.handlers.add(new Handler(install.effect, install.clause, frame.function));
            case Handle handle -> {
                frame.handlers.add(new Handler(handle.effect, handle.clause, frame.function));
                statements(frame, handle.body, in);
                frame.handlers.removeLast();
            }
            case Register register -> {
                int target = target(frame.function, register.target, functions.size());
                frame.cleanups.add(self -> call(target, self));
            }
            case Tidy tidy -> tidy(frame, tidy, in);
            case Protect protect -> protect(frame, protect, in);
            case Keep keep -> {
                statements(frame, keep.body, in);
                print(keep.number);
            }
            case Raise raise -> throw new Panic("user", Integer.toString(raise.value), false);
            case Divide _ -> throw new Panic("division-by-zero", NIL, false);
            case Resume resume -> print(resume(Objects.requireNonNull(frame.continuation), resume.value, in));
        }
    }

    private void tidy(Frame frame, Tidy tidy, Fiber in) throws Unwinding {
        int target = target(frame.function, tidy.target, functions.size());
        frame.cleanups.add(self -> call(target, self));
        statements(frame, tidy.body, in);
        Cleanup taken = frame.cleanups.removeLast();
        if (tidy.called) {
            taken.run(in);
        }
    }

    private void print(int number) {
        printed.add(Integer.toString(number));
    }
}
