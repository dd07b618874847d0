package dev.jetvm.conformance.model;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Programs with variables, a value to ask for, lists to write to, and jumps outward: what a library provides with
 * effects, the model provides with stacks of the innermost ones. What nothing provides has the code of a panic as its
 * result.
 */
public final class ScopedModel {
    /** How many variables there are. */
    public static final int NAMES = 2;
    /** The result of a body that is left by no jump. */
    public static final int DONE = 0;
    private static final String UNHANDLED = "unhandled-effect";

    /** What a body does. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
    public sealed interface Statement {}

    /** Prints a variable. */
    public record Get(int name) implements Statement {}

    /** Multiplies a variable and adds a number to it. */
    public record Change(int name, int factor, int number) implements Statement {}

    /** Prints the value to ask for. */
    public record Ask() implements Statement {}

    /** Writes to the innermost list. */
    public record Tell(int number) implements Statement {}

    /** Jumps to the end of the innermost {@link Catch}. */
    public record Throw(int number) implements Statement {}

    /** Executes a body with a variable of its own, and prints the last value of it. */
    public record State(int name, int number, List<Statement> body) implements Statement {}

    /** Executes a body with a value to ask for. */
    public record Reader(int number, List<Statement> body) implements Statement {}

    /** Executes a body with the value to ask for plus a number. */
    public record Local(int number, List<Statement> body) implements Statement {}

    /** Executes a body with a list of its own, and prints the list. */
    public record Listen(List<Statement> body) implements Statement {}

    /** Executes a body, and prints the number of the jump that left it. */
    public record Catch(List<Statement> body) implements Statement {}

    private static final class Jump extends Exception {
        private static final long serialVersionUID = 1;
        final int number;

        Jump(int number) {
            super("jump", null, false, false);
            this.number = number;
        }
    }

    private final List<String> printed = new ArrayList<>();
    private final List<Deque<Integer>> variables = new ArrayList<>();
    private final Deque<Integer> values = new ArrayDeque<>();
    private final Deque<List<Integer>> lists = new ArrayDeque<>();
    /** How many bodies a jump can leave. */
    private int catches;

    private ScopedModel() {
        for (int k = 0; k < NAMES; k++) {
            variables.add(new ArrayDeque<>());
        }
    }

    public static Run run(List<Statement> body) {
        ScopedModel model = new ScopedModel();
        try {
            model.statements(body);
        } catch (Jump wrong) {
            throw new IllegalStateException(wrong);
        }
        return Run.returned(model.printed);
    }

    private void statements(List<Statement> body) throws Jump {
        for (Statement statement : body) {
            statement(statement);
        }
    }

    private void statement(Statement statement) throws Jump {
        switch (statement) {
            case Get(int name) -> print(variables.get(name).isEmpty() ? UNHANDLED : variables.get(name).peek());
            case Change(int name, int factor, int number) -> {
                if (variables.get(name).isEmpty()) {
                    print(UNHANDLED);
                } else {
                    variables.get(name).push(variables.get(name).pop() * factor + number);
                }
            }
            case Ask() -> print(values.isEmpty() ? UNHANDLED : values.peek());
            case Tell(int number) -> {
                if (lists.isEmpty()) {
                    print(UNHANDLED);
                } else {
                    lists.peek().add(number);
                }
            }
            case Throw(int number) -> {
                if (catches > 0) {
                    throw new Jump(number);
                }
                print(UNHANDLED);
            }
            case State(int name, int number, List<Statement> body) -> {
                within(variables.get(name), number, body, true);
            }
            case Reader(int number, List<Statement> body) -> within(values, number, body, false);
            case Local(int number, List<Statement> body) -> {
                if (values.isEmpty()) {
                    print(UNHANDLED);
                } else {
                    within(values, values.peek() + number, body, false);
                }
            }
            case Listen(List<Statement> body) -> within(lists, new ArrayList<>(), body, true);
            case Catch(List<Statement> body) -> caught(body);
        }
    }

    /** @param prints whether it prints the innermost item at the end of the body, unless a jump leaves the body */
    private <T> void within(Deque<T> stack, T innermost, List<Statement> body, boolean prints) throws Jump {
        stack.push(innermost);
        try {
            statements(body);
            if (prints) {
                print(stack.peek());
            }
        } finally {
            stack.pop();
        }
    }

    private void caught(List<Statement> body) {
        int number = DONE;
        catches++;
        try {
            statements(body);
        } catch (Jump jump) {
            number = jump.number;
        } finally {
            catches--;
        }
        print(number);
    }

    private void print(Object what) {
        printed.add(what.toString());
    }
}
