package dev.jetvm.conformance.property;

import dev.jetvm.conformance.model.GeneratorModel;
import dev.jetvm.conformance.model.GeneratorModel.Both;
import dev.jetvm.conformance.model.GeneratorModel.First;
import dev.jetvm.conformance.model.GeneratorModel.Plus;
import dev.jetvm.conformance.model.GeneratorModel.Program;
import dev.jetvm.conformance.model.GeneratorModel.Source;
import dev.jetvm.conformance.model.GeneratorModel.Turns;
import dev.jetvm.conformance.model.GeneratorModel.Use;
import dev.jetvm.conformance.model.GeneratorModel.Values;
import dev.jetvm.conformance.model.Run;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/**
 * A random program of the {@link GeneratorModel}. A generator is a function that performs {@code yield}. Its state is
 * a list of a value and a continuation that was kept, or nil if it has not begun or has ended.
 */
record GeneratorProgram(Program program) {
    private static final String CONTINUATIONS = "jet.continuations";
    private static final int NUMBERS = 99;
    private static final int NESTING = 3;
    private static final int MOST_VALUES = 5;
    private static final int MOST_GENERATORS = 3;
    private static final int MOST_USES = 16;

    static Arbitrary<GeneratorProgram> any() {
        Arbitrary<Use> use = Combinators.combine(Arbitraries.integers().between(0, MOST_GENERATORS - 1),
                Arbitraries.frequency(Tuple.of(6, false), Tuple.of(1, true))).as(Use::new);
        return Combinators.combine(sources(NESTING).list().ofMinSize(1).ofMaxSize(MOST_GENERATORS),
                use.list().ofMaxSize(MOST_USES).withSizeDistribution(RandomDistribution.uniform()))
                .as((sources, uses) -> new GeneratorProgram(new Program(sources, uses)));
    }

    private static Arbitrary<Source> sources(int nesting) {
        Arbitrary<Integer> number = Arbitraries.integers().between(1, NUMBERS);
        Arbitrary<Source> values = Combinators.combine(number, number.list().ofMaxSize(MOST_VALUES)).as(Values::new);
        if (nesting == 0) {
            return values;
        }
        Arbitrary<Source> inner = sources(nesting - 1);
        return Arbitraries.frequencyOf(Tuple.of(2, values),
                Tuple.of(2, Combinators.combine(number, inner, inner).as(Both::new)),
                Tuple.of(2, Combinators.combine(number, number, inner).as(Plus::new)),
                Tuple.of(3, Combinators.combine(number, Arbitraries.integers().between(0, MOST_VALUES), inner)
                        .as(First::new)),
                Tuple.of(3, Combinators.combine(number, inner, inner).as(Turns::new)));
    }

    Run expected() {
        return GeneratorModel.run(program);
    }

    /** The program as text. */
    @Override
    public String toString() {
        return new Text().program();
    }

    private final class Text {
        private final ProgramText text = new ProgramText("main");

        String program() {
            text.function("main", 0, () -> {
                for (int k = 0; k < program.generators().size(); k++) {
                    text.code("advance").line("NIL").code(begins(program.generators().get(k)))
                            .line("CALL 2", "DEFINE_GLOBAL (\"g%d\")".formatted(k));
                }
                program.uses().forEach(this::use);
                text.line("NIL", "RETURN");
            });
            text.function("yielded", 2, () -> text.local(1).imported(CONTINUATIONS, "keep").local(2)
                    .line("CALL 1", "NEW_LIST 2", "RETURN"));
            text.function("advance", 2, this::advance);
            text.function("abandon", 1, this::abandon);
            text.closure("abandons", 0, 1, () -> text.code("abandon").line("GET_UPVALUE 0", "CALL 1", "RETURN"));
            return text.toString();
        }

        /** Slot 1 is the state, slot 2 the function that begins. */
        private void advance() {
            text.local(1).line("NIL", "EQUAL", "JUMP_IF_TRUE begin", "POP");
            continuation().line("NIL", "RESUME", "RETURN", "begin:", "POP").local(2).line("CALL 0", "RETURN");
        }

        private void abandon() {
            text.local(1).line("NIL", "EQUAL", "JUMP_IF_TRUE none", "POP").imported(CONTINUATIONS, "drop");
            continuation().line("CALL 1", "RETURN", "none:", "POP", "NIL", "RETURN");
        }

        private ProgramText continuation() {
            return text.local(1).constant(1).line("GET_INDEX");
        }

        private void use(Use use) {
            int number = use.generator() % program.generators().size();
            String get = "GET_GLOBAL (\"g%d\")".formatted(number);
            String set = "SET_GLOBAL (\"g%d\")".formatted(number);
            if (use.abandons()) {
                text.code("abandon").line(get, "CALL 1", "POP", "NIL", set, "POP");
                return;
            }
            int label = text.number();
            text.line(get, "NIL", "EQUAL", "JUMP_IF_TRUE none" + label, "POP", get).constant(0)
                    .line("GET_INDEX", "PRINT").code("advance")
                    .line(get, "NIL", "CALL 2", set, "POP", "JUMP end" + label, "none" + label + ":", "POP");
            text.say(GeneratorModel.NONE).line("end" + label + ":");
        }

        /** Writes a function that begins a generator. @return its name */
        private String begins(Source source) {
            String generator = generator(source);
            String name = "begins_" + generator;
            text.function(name, 0, () -> text.code("yielded").line("PUSH_HANDLER (\"yield\")").code(generator)
                    .line("CALL 0", "POP", "NIL", "RETURN"));
            return name;
        }

        private String generator(Source source) {
            String name = "generator" + text.number();
            text.function(name, 0, () -> {
                text.cleanup(source.number());
                body(source, name);
                text.line("NIL", "RETURN");
            });
            return name;
        }

        private void body(Source source, String name) {
            switch (source) {
                case Values values -> values.values().forEach(
                        value -> text.constant(value).line("PERFORM (\"yield\") 1", "POP"));
                case Both both -> {
                    text.code(generator(both.first())).line("CALL 0", "POP");
                    text.code(generator(both.second())).line("CALL 0", "POP");
                }
                case Plus plus -> {
                    text.function("plus_" + name, 2, () -> text.local(2).local(1).constant(plus.added())
                            .line("ADD", "PERFORM (\"yield\") 1", "TAIL_RESUME"));
                    text.code("plus_" + name).line("PUSH_HANDLER (\"yield\")");
                    text.code(generator(plus.inner())).line("CALL 0", "POP");
                }
                case First first -> {
                    String inner = begins(first.inner());
                    owned(1);
                    for (int k = 0; k < first.count(); k++) {
                        yieldOf(1, inner);
                    }
                    text.line("NIL", "NIL", "end:", "POP", "POP");
                }
                case Turns turns -> {
                    String left = begins(turns.left());
                    String right = begins(turns.right());
                    owned(1);
                    owned(2);
                    text.line("again:");
                    yieldOf(1, left);
                    yieldOf(2, right);
                    text.line("LOOP again", "end:", "POP", "POP");
                }
            }
        }

        /** The state in a slot is nil at first, and abandoned when the frame is left. */
        private void owned(int slot) {
            text.line("NIL").store(slot).line("CLOSURE (@abandons) local " + slot, "PUSH_CLEANUP");
        }

        /** Yields the next value of a generator; goes to the end, with two operands, if there is none. */
        private void yieldOf(int slot, String begins) {
            text.code("advance").local(slot).code(begins).line("CALL 2", "SET_LOCAL " + slot, "DUP", "NIL", "EQUAL",
                    "JUMP_IF_TRUE end", "POP").constant(0).line("GET_INDEX", "PERFORM (\"yield\") 1", "POP");
        }
    }
}
