package dev.jetvm.conformance.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/**
 * A loop that performs one effect again and again inside of a chain of handlers, as functions: a computation is a
 * value, or an effect with the function from the answer to the rest of the computation. A handler makes a computation
 * of a computation. Each layer is a frame with one handler and a cleanup, which prints the number of the layer.
 */
public final class ForwardingModel {
    /** Results are taken modulo this number. */
    public static final int MODULUS = 10_007;
    /** Arguments of effects are taken modulo this number, before the number of the round is added. */
    public static final int ARGUMENTS = 97;
    /** By what the body multiplies its sum in each round. */
    public static final int BODY_FACTOR = 31;
    /** By what a clause that goes on after its continuation multiplies the result. */
    public static final int CLAUSE_FACTOR = 3;

    /** What the clause of a layer does with the argument x, given the number n of the layer. */
    public enum Kind {
        /** Has a handler for another effect. */
        OTHER(true),
        /** Answers x + n. */
        ANSWER(true),
        /** Answers what the next handler outward answers to x + n. */
        FORWARD(true),
        /** Adds n to what the next handler outward answers to x. */
        FORWARD_AND_ADD(true),
        /** Answers x, and multiplies the result. */
        ANSWER_AND_GO_ON(false),
        /** Answers what the next handler outward answers, and multiplies the result. */
        FORWARD_AND_GO_ON(false),
        /** Returns n if x is greater, answers x otherwise. */
        ABORT_ABOVE(true);

        /** Whether a clause that answers ends with TAIL_RESUME. */
        public final boolean tail;

        Kind(boolean tail) {
            this.tail = tail;
        }
    }

    /** @param added what the frame of the layer adds to the result of its call */
    public record Layer(Kind kind, int number, int added) {}

    /** @param layers the innermost first */
    public record Program(List<Layer> layers, int rounds) {}

    private sealed interface Computation {}

    private record Value(int value) implements Computation {}

    private record Effect(int argument, IntFunction<Computation> rest) implements Computation {}

    private final Program program;
    private final List<String> printed = new ArrayList<>();

    private ForwardingModel(Program program) {
        this.program = program;
    }

    public static Run run(Program program) {
        ForwardingModel model = new ForwardingModel(program);
        Computation computation = model.body(0, 0);
        for (int k = 0; k < program.layers.size(); k++) {
            computation = model.handle(k, computation);
        }
        if (computation instanceof Value(int value)) {
            return Run.returned(model.printed, value);
        }
        model.close(program.layers.size() - 1);
        return Run.panicked(model.printed, "unhandled-effect");
    }

    private Computation body(int round, int sum) {
        return round == program.rounds
                ? new Value(sum)
                : new Effect(sum % ARGUMENTS + round,
                        answer -> body(round + 1, (sum * BODY_FACTOR + answer) % MODULUS));
    }

    private Computation handle(int number, Computation inner) {
        Layer layer = program.layers.get(number);
        return switch (inner) {
            case Value(int value) -> {
                printed.add(Integer.toString(number));
                yield new Value((value + layer.added) % MODULUS);
            }
            case Effect(int argument, IntFunction<Computation> rest) ->
                clause(number, argument, answer -> handle(number, rest.apply(answer)));
        };
    }

    private Computation clause(int number, int argument, IntFunction<Computation> resume) {
        int n = program.layers.get(number).number;
        IntUnaryOperator goOn = result -> (result * CLAUSE_FACTOR + n) % MODULUS;
        return switch (program.layers.get(number).kind) {
            case OTHER -> new Effect(argument, resume);
            case ANSWER -> resume.apply(argument + n);
            case FORWARD -> new Effect(argument + n, resume);
            case FORWARD_AND_ADD -> new Effect(argument, answer -> resume.apply(answer + n));
            case ANSWER_AND_GO_ON -> then(resume.apply(argument), goOn);
            case FORWARD_AND_GO_ON -> new Effect(argument, answer -> then(resume.apply(answer), goOn));
            case ABORT_ABOVE -> {
                if (argument <= n) {
                    yield resume.apply(argument);
                }
                close(number);
                yield new Value(n);
            }
        };
    }

    private static Computation then(Computation first, IntUnaryOperator next) {
        return switch (first) {
            case Value(int value) -> new Value(next.applyAsInt(value));
            case Effect(int argument, IntFunction<Computation> rest) ->
                new Effect(argument, answer -> then(rest.apply(answer), next));
        };
    }

    /** The layers up to this one are left. */
    private void close(int last) {
        for (int k = 0; k <= last; k++) {
            printed.add(Integer.toString(k));
        }
    }
}
