package dev.jetvm.conformance.model;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Programs that end themselves anywhere. Exceptions leave frames: panics, which protected parts recover, the request
 * for the end, and the abandonment of a continuation, which nothing stops before the frame of the handler. A clause
 * is executed at the effect: the frames of the continuation are below it, but their handlers are not seen.
 */
public final class ExitModel {
    /** The result of the entry function, and of the body of a handler that is not aborted. */
    public static final int RESULT = 0;
    private static final String NIL = "nil";

    /** What a function does. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
    public sealed interface Statement {}

    public record Print(int number) implements Statement {}

    /** Calls a function. */
    public record Call(List<Statement> body) implements Statement {}

    /** Registers a cleanup, which prints a number. */
    public record Cleanup(int number, Kind what) implements Statement {}

    /** What a cleanup does. */
    public enum Kind {
        SAYS, PANICS, EXITS
    }

    /** A protected part; its handler prints the code and the value. */
    public record Protect(List<Statement> body) implements Statement {}

    /** Calls a function with a handler of the effect, and prints the result. */
    public record Handle(Clause clause, List<Statement> body) implements Statement {}

    /** @param answers whether it resumes with its number, or returns it */
    public record Clause(List<Statement> body, int number, boolean answers) {}

    /** Performs the effect and prints the answer. */
    public record Perform() implements Statement {}

    public record Raise(int number) implements Statement {}

    public record Exit(int status) implements Statement {}

    /** Registers an exit handler, which prints a number. */
    public record Register(int number, int priority) implements Statement {}

    /** Spawns a task and joins it. Its functions have no cleanups, which would run at the same time as others. */
    public record Spawn(List<Statement> body) implements Statement {}

    // --- what leaves frames ---

    private abstract static class Leaving extends Exception {
        private static final long serialVersionUID = 1;

        Leaving(String message) {
            super(message, null, false, false);
        }
    }

    private static final class Panic extends Leaving {
        private static final long serialVersionUID = 1;
        final String code;
        final String value;

        Panic(String code, String value) {
            super(code);
            this.code = code;
            this.value = value;
        }
    }

    private static final class End extends Leaving {
        private static final long serialVersionUID = 1;
        final int status;
        /** The first panic that left a cleanup. */
        @Nullable
        Panic first;

        End(int status) {
            super("end");
            this.status = status;
        }
    }

    private static final class Abandonment extends Leaving {
        private static final long serialVersionUID = 1;
        final transient Installed until;
        /** What goes on there; null if the result of the clause does. */
        @Nullable
        Leaving pending;

        Abandonment(Installed until, @Nullable Leaving pending) {
            super("abandonment");
            this.until = until;
            this.pending = pending;
        }
    }

    /** Ends the run at once: a second panic, or, without a code, what the specification leaves open. */
    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1;
        final String code;

        Stop(String code) {
            super(code, null, false, false);
            this.code = code;
        }
    }

    /** A handler of a frame; two with equal clauses are not the same. */
    private static final class Installed {
        final Clause clause;

        Installed(Clause clause) {
            this.clause = clause;
        }
    }

    private final List<String> printed = new ArrayList<>();
    private final List<Register> registered = new ArrayList<>();
    /** Handlers that are active, the innermost last. */
    private List<Installed> handlers = List.of();
    private boolean ends;

    private ExitModel() {}

    /** @return null if the specification leaves open what the program does */
    public static @Nullable Run run(List<Statement> main) {
        ExitModel model = new ExitModel();
        try {
            model.call(main);
            model.finish();
            return Run.returned(model.printed, RESULT);
        } catch (End end) {
            model.finish();
            return end.first == null
                    ? Run.returned(model.printed, end.status)
                    : Run.panicked(model.printed, end.first.code);
        } catch (Panic panic) {
            model.finish();
            return Run.panicked(model.printed, panic.code);
        } catch (Leaving wrong) {
            throw new IllegalStateException(wrong);
        } catch (Stop stop) {
            return stop.code.isEmpty() ? null : Run.panicked(model.printed, stop.code);
        }
    }

    private void finish() {
        registered.reversed().stream().sorted(Comparator.comparingInt(Register::priority))
                .forEach(handler -> print(handler.number));
    }

    private void call(List<Statement> body) throws Leaving {
        List<Cleanup> cleanups = new ArrayList<>();
        try {
            statements(body, cleanups);
            while (!cleanups.isEmpty()) {
                clean(cleanups.removeLast());
            }
        } catch (Leaving leaving) {
            unwind(leaving, cleanups, 0);
            throw leaving;
        }
    }

    private void unwind(Leaving leaving, List<Cleanup> cleanups, int kept) {
        while (cleanups.size() > kept) {
            try {
                clean(cleanups.removeLast());
            } catch (Panic second) {
                meet(leaving, second);
            }
        }
    }

    /** A panic leaves a cleanup that was called because frames are left. */
    private static void meet(Leaving leaving, Panic second) {
        switch (leaving) {
            case End end -> end.first = end.first == null ? second : end.first;
            case Abandonment abandonment -> {
                Leaving pending = abandonment.pending;
                if (pending == null) {
                    abandonment.pending = second;
                } else {
                    meet(pending, second);
                }
            }
            default -> throw new Stop(second.code);
        }
    }

    private void clean(Cleanup cleanup) throws Panic {
        print(cleanup.number);
        if (cleanup.what == Kind.PANICS) {
            throw new Panic("user", Integer.toString(cleanup.number));
        }
        if (cleanup.what == Kind.EXITS && !ends) {
            // The cancellation is delivered at some time after the cleanup.
            throw new Stop("");
        }
    }

    private void statements(List<Statement> body, List<Cleanup> cleanups) throws Leaving {
        for (Statement statement : body) {
            statement(statement, cleanups);
        }
    }

    private void statement(Statement statement, List<Cleanup> cleanups) throws Leaving {
        switch (statement) {
            case Print(int number) -> print(number);
            case Call(List<Statement> body) -> call(body);
            case Cleanup cleanup -> cleanups.add(cleanup);
            case Protect(List<Statement> body) -> protect(body, cleanups);
            case Handle(Clause clause, List<Statement> body) -> print(handle(clause, body));
            case Perform() -> print(perform());
            case Raise(int number) -> throw new Panic("user", Integer.toString(number));
            case Exit(int status) -> {
                ends = true;
                throw new End(status);
            }
            case Register register -> registered.add(register);
            case Spawn(List<Statement> body) -> {
                List<Installed> outside = handlers;
                handlers = List.of();
                // JOIN panics as the task did, and if the task has requested the end, the wait of JOIN is cancelled.
                call(body);
                handlers = outside;
            }
        }
    }

    private void protect(List<Statement> body, List<Cleanup> cleanups) throws Leaving {
        int kept = cleanups.size();
        List<Installed> outside = handlers;
        try {
            statements(body, cleanups);
        } catch (Panic panic) {
            unwind(panic, cleanups, kept);
            handlers = outside;
            printed.add(panic.code);
            printed.add(panic.value);
        }
    }

    private int handle(Clause clause, List<Statement> body) throws Leaving {
        List<Installed> outside = handlers;
        handlers = new ArrayList<>(outside);
        Installed handler = new Installed(clause);
        handlers.add(handler);
        int result = RESULT;
        try {
            call(body);
        } catch (Abandonment abandonment) {
            if (abandonment.until != handler) {
                throw abandonment;
            }
            if (abandonment.pending != null) {
                throw abandonment.pending;
            }
            result = clause.number;
        }
        handlers = outside;
        return result;
    }

    private int perform() throws Leaving {
        if (handlers.isEmpty()) {
            throw new Panic("unhandled-effect", NIL);
        }
        List<Installed> inside = handlers;
        Installed handler = inside.getLast();
        Clause clause = handler.clause;
        handlers = inside.subList(0, inside.size() - 1);
        try {
            call(clause.body);
        } catch (Leaving leaving) {
            throw new Abandonment(handler, leaving);
        }
        if (!clause.answers) {
            throw new Abandonment(handler, null);
        }
        handlers = inside;
        return clause.number;
    }

    private void print(int number) {
        printed.add(Integer.toString(number));
    }
}
