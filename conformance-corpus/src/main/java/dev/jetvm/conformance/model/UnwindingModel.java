package dev.jetvm.conformance.model;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Programs of calls, cleanups, protected parts and panics, and what they print. A function calls only functions behind it, so every program
 * ends. Each function returns {@link #RESULT} plus its number.
 */
public final class UnwindingModel {
    /** The result of function 0. */
    public static final int RESULT = 1000;
    /** How the machine prints nil. */
    private static final String NIL = "nil";

    /** What a function does. The report keeps samples as JSON, which names the kind. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
    public sealed interface Statement {}

    public record Print(int number) implements Statement {}

    /** Calls a function and prints its result. @param target chooses among the functions behind this one */
    public record Call(int target) implements Statement {}

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

    /** @param tail whether the function ends with a tail call of the next function, whose result is then its own */
    public record Function(List<Statement> body, boolean tail) {}

    private static final class Panic extends Exception {
        private static final long serialVersionUID = 1;
        final String code;
        final String value;
        /** Whether it left a cleanup that was called because of another panic. */
        final boolean last;

        Panic(String code, String value, boolean last) {
            super(code, null, false, false);
            this.code = code;
            this.value = value;
            this.last = last;
        }
    }

    private static final class TooLong extends Exception {
        private static final long serialVersionUID = 1;
    }

    /** What a run does. @param panic the code of the panic that ends it, or an empty text */
    public record Run(List<String> printed, String panic) {}

    private final List<Function> functions;
    private final List<String> printed = new ArrayList<>();
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
            model.call(0);
            return new Run(model.printed, "");
        } catch (Panic panic) {
            return new Run(model.printed, panic.code);
        } catch (TooLong _) {
            return null;
        }
    }

    private int call(int number) throws Panic, TooLong {
        int function = number;
        while (true) {
            List<Integer> cleanups = new ArrayList<>();
            try {
                execute(function, functions.get(function).body, cleanups);
                // A return and a tail call run the cleanups as calls: a panic in one leaves this frame as any other does.
                while (!cleanups.isEmpty()) {
                    call(cleanups.removeLast());
                }
            } catch (Panic panic) {
                unwind(panic, cleanups, 0);
                throw panic;
            }
            if (!functions.get(function).tail) {
                return RESULT + function;
            }
            function++;
        }
    }

    /** Calls cleanups because of a panic, down to a number of them. */
    private void unwind(Panic panic, List<Integer> cleanups, int kept) throws Panic, TooLong {
        while (!panic.last && cleanups.size() > kept) {
            try {
                call(cleanups.removeLast());
            } catch (Panic second) {
                throw new Panic(second.code, second.value, true);
            }
        }
    }

    private void execute(int in, List<Statement> statements, List<Integer> cleanups) throws Panic, TooLong {
        for (Statement statement : statements) {
            if (left-- == 0) {
                throw new TooLong();
            }
            execute(in, statement, cleanups);
        }
    }

    private void execute(int in, Statement statement, List<Integer> cleanups) throws Panic, TooLong {
        switch (statement) {
            case Print print -> print(print.number);
            case Call call -> print(call(target(in, call.target, functions.size())));
            case Register register -> cleanups.add(target(in, register.target, functions.size()));
            case Tidy tidy -> {
                cleanups.add(target(in, tidy.target, functions.size()));
                execute(in, tidy.body, cleanups);
                int taken = cleanups.removeLast();
                if (tidy.called) {
                    call(taken);
                }
            }
            case Protect protect -> protect(in, protect, cleanups);
            case Keep keep -> {
                execute(in, keep.body, cleanups);
                print(keep.number);
            }
            case Raise raise -> throw new Panic("user", Integer.toString(raise.value), false);
            case Divide _ -> throw new Panic("division-by-zero", NIL, false);
        }
    }

    private void protect(int in, Protect protect, List<Integer> cleanups) throws Panic, TooLong {
        int kept = cleanups.size();
        try {
            execute(in, protect.body, cleanups);
        } catch (Panic panic) {
            if (panic.last) {
                throw panic;
            }
            unwind(panic, cleanups, kept);
            printed.add(panic.code);
            printed.add(panic.value);
            execute(in, protect.handler, cleanups);
        }
    }

    private void print(int number) {
        printed.add(Integer.toString(number));
    }
}
