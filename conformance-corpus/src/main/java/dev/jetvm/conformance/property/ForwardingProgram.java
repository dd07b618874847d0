package dev.jetvm.conformance.property;

import dev.jetvm.conformance.model.ForwardingModel;
import dev.jetvm.conformance.model.ForwardingModel.Kind;
import dev.jetvm.conformance.model.ForwardingModel.Layer;
import dev.jetvm.conformance.model.ForwardingModel.Program;
import dev.jetvm.conformance.model.Run;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** A random program of the {@link ForwardingModel}. */
record ForwardingProgram(Program program) {
    private static final int MOST_LAYERS = 6;
    private static final int NUMBERS = 99;

    static Arbitrary<ForwardingProgram> of(List<Kind> kinds, int mostRounds) {
        Arbitrary<Integer> number = Arbitraries.integers().between(0, NUMBERS);
        Arbitrary<List<Layer>> layers = Combinators.combine(Arbitraries.of(kinds), number, number).as(Layer::new)
                .list().ofMaxSize(MOST_LAYERS);
        // Without an outermost layer that answers, most programs would end with their first effect.
        Arbitrary<List<Layer>> answered = Combinators.combine(layers, number).as((inner, last) -> {
            List<Layer> all = new ArrayList<>(inner);
            all.add(new Layer(Kind.ANSWER, last, 0));
            return all;
        });
        return Combinators.combine(Arbitraries.frequencyOf(Tuple.of(1, layers),
                Tuple.of(6, answered)), Arbitraries.integers().between(0, mostRounds))
                .as((all, rounds) -> new ForwardingProgram(new Program(all, rounds)));
    }

    Run expected() {
        return ForwardingModel.run(program);
    }

    /** Frames that a task needs at most: for each layer its own and that of its clause, and some at both ends. */
    int frames() {
        return 2 * program.layers().size() + 6;
    }

    /** The program as text. */
    @Override
    public String toString() {
        ProgramText text = new ProgramText("main");
        text.function("main", 0, () -> text.code("layer" + program.layers().size()).line("CALL 0", "RETURN"));
        for (int k = 0; k < program.layers().size(); k++) {
            layer(text, k, program.layers().get(k));
        }
        text.function("layer0", 0, () -> body(text));
        return text.toString();
    }

    private static void layer(ProgramText text, int number, Layer layer) {
        text.function("layer" + (number + 1), 0, () -> {
            text.cleanup(number).code("clause" + number)
                    .line("PUSH_HANDLER (\"%s\")".formatted(layer.kind() == Kind.OTHER ? "other" : "ask"));
            text.code("layer" + number).line("CALL 0").constant(layer.added()).line("ADD");
            modulo(text, ForwardingModel.MODULUS).line("RETURN");
        });
        text.function("clause" + number, 2, () -> clause(text, layer));
    }

    /** Slot 1 is the argument, slot 2 the continuation. */
    private static void clause(ProgramText text, Layer layer) {
        if (layer.kind() == Kind.ABORT_ABOVE) {
            int label = text.number();
            text.local(1).constant(layer.number()).line("GREATER", "JUMP_IF_FALSE below" + label, "POP")
                    .returns(layer.number()).line("below" + label + ":", "POP");
        }
        text.local(2).local(1);
        switch (layer.kind()) {
            case ANSWER -> text.constant(layer.number()).line("ADD");
            case FORWARD -> text.constant(layer.number()).line("ADD", "PERFORM (\"ask\") 1");
            case FORWARD_AND_ADD -> text.line("PERFORM (\"ask\") 1").constant(layer.number()).line("ADD");
            case FORWARD_AND_GO_ON -> text.line("PERFORM (\"ask\") 1");
            default -> {
                // The answer is the argument.
            }
        }
        if (layer.kind().tail) {
            text.line("TAIL_RESUME");
        } else {
            text.line("RESUME").constant(ForwardingModel.CLAUSE_FACTOR).line("MULTIPLY").constant(layer.number())
                    .line("ADD");
            modulo(text, ForwardingModel.MODULUS).line("RETURN");
        }
    }

    /** Slot 1 is the number of the round, slot 2 the sum. */
    private void body(ProgramText text) {
        text.constant(0).store(1).constant(0).store(2).line("again:");
        text.local(1).constant(program.rounds()).line("LESS", "JUMP_IF_FALSE done", "POP");
        text.local(2).constant(ForwardingModel.BODY_FACTOR).line("MULTIPLY").local(2);
        modulo(text, ForwardingModel.ARGUMENTS).local(1).line("ADD", "PERFORM (\"ask\") 1", "ADD");
        modulo(text, ForwardingModel.MODULUS).store(2);
        text.local(1).constant(1).line("ADD").store(1).line("LOOP again", "done:", "POP").local(2).line("RETURN");
    }

    private static ProgramText modulo(ProgramText text, int number) {
        return text.constant(number).line("MOD");
    }
}
