package dev.jetvm.conformance.property;

import dev.jetvm.conformance.model.Run;
import dev.jetvm.conformance.model.ScopedModel;
import dev.jetvm.conformance.model.ScopedModel.Ask;
import dev.jetvm.conformance.model.ScopedModel.Catch;
import dev.jetvm.conformance.model.ScopedModel.Change;
import dev.jetvm.conformance.model.ScopedModel.Get;
import dev.jetvm.conformance.model.ScopedModel.Listen;
import dev.jetvm.conformance.model.ScopedModel.Local;
import dev.jetvm.conformance.model.ScopedModel.Reader;
import dev.jetvm.conformance.model.ScopedModel.State;
import dev.jetvm.conformance.model.ScopedModel.Statement;
import dev.jetvm.conformance.model.ScopedModel.Tell;
import dev.jetvm.conformance.model.ScopedModel.Throw;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * A random program of the {@link ScopedModel}. Functions of a library install handlers, which are closures over a
 * slot of their frame, and call a body.
 */
record ScopedProgram(List<Statement> body) {
    private static final int NUMBERS = 99;
    private static final int MOST_STATEMENTS = 5;
    private static final int NESTING = 4;
    /** The slot of a function of the library that its closures capture. */
    private static final int CAPTURED = 2;

    static Arbitrary<ScopedProgram> any() {
        Arbitrary<List<Statement>> body = statements(NESTING);
        // In most programs every effect has an outermost handler.
        return Arbitraries.frequencyOf(Tuple.of(1, body), Tuple.of(4, body.map(ScopedProgram::handled)))
                .map(ScopedProgram::new);
    }

    private static List<Statement> handled(List<Statement> body) {
        List<Statement> all = List.of(new Listen(List.of(new Catch(List.of(new Reader(1, body))))));
        for (int name = 0; name < ScopedModel.NAMES; name++) {
            all = List.of(new State(name, name, all));
        }
        return all;
    }

    private static Arbitrary<List<Statement>> statements(int nesting) {
        Arbitrary<Integer> number = Arbitraries.integers().between(1, NUMBERS);
        Arbitrary<Integer> name = Arbitraries.integers().between(0, ScopedModel.NAMES - 1);
        List<Tuple.Tuple2<Integer, Arbitrary<Statement>>> kinds = new ArrayList<>();
        kinds.add(Tuple.of(3, name.map(Get::new)));
        kinds.add(Tuple.of(3, Combinators.combine(name, Arbitraries.of(1, 0, -1), number).as(Change::new)));
        kinds.add(Tuple.of(3, Arbitraries.create(Ask::new)));
        kinds.add(Tuple.of(3, number.map(Tell::new)));
        kinds.add(Tuple.of(1, number.map(Throw::new)));
        if (nesting > 0) {
            Arbitrary<List<Statement>> body = statements(nesting - 1);
            int weight = 2 * nesting;
            kinds.add(Tuple.of(weight, Combinators.combine(name, number, body).as(State::new)));
            kinds.add(Tuple.of(weight, Combinators.combine(number, body).as(Reader::new)));
            kinds.add(Tuple.of(weight, Combinators.combine(number, body).as(Local::new)));
            kinds.add(Tuple.of(weight, body.map(Listen::new)));
            kinds.add(Tuple.of(weight, body.map(Catch::new)));
        }
        return Arbitraries.frequencyOf(kinds).list().ofMinSize(1).ofMaxSize(MOST_STATEMENTS);
    }

    Run expected() {
        return ScopedModel.run(body);
    }

    /** The program as text. */
    @Override
    public String toString() {
        return new Text().program();
    }

    private final class Text {
        private final ProgramText text = new ProgramText("main");

        String program() {
            for (int k = 0; k < ScopedModel.NAMES; k++) {
                library("state" + k, "got", "get" + k, "changed", "change" + k);
            }
            library("reader", "got", "ask");
            library("listen", "told", "tell");
            library("caught", "thrown", "throw");
            clause("got", 1, () -> text.local(1).line("GET_UPVALUE 0", "TAIL_RESUME"));
            clause("changed", 3, () -> text.line("GET_UPVALUE 0").local(1).line("MULTIPLY").local(2)
                    .line("ADD", "SET_UPVALUE 0", "POP").local(3).line("NIL", "TAIL_RESUME"));
            clause("told", 2, () -> text.line("GET_UPVALUE 0").local(1).line("LIST_PUSH").local(2)
                    .line("NIL", "TAIL_RESUME"));
            clause("thrown", 2, () -> text.local(1).line("RETURN"));
            text.function("main", 0, () -> {
                statements(body);
                text.line("NIL", "RETURN");
            });
            return text.toString();
        }

        private void clause(String name, int arity, Runnable body) {
            text.closure(name, arity, 1, body);
        }

        /**
         * A function of a body and a value, which it returns at the end.
         *
         * @param handlers names of clauses, each with the name of the effect
         */
        private void library(String name, String... handlers) {
            text.function(name, 2, () -> {
                for (int k = 0; k < handlers.length; k += 2) {
                    text.line("CLOSURE (@%s) local %d".formatted(handlers[k], CAPTURED),
                            "PUSH_HANDLER (\"%s\")".formatted(handlers[k + 1]));
                }
                text.local(1).line("CALL 0", "POP").local(CAPTURED).line("RETURN");
            });
        }

        private void statements(List<Statement> statements) {
            statements.forEach(this::statement);
        }

        private void statement(Statement statement) {
            switch (statement) {
                case Get(int name) -> handled(() -> text.line("PERFORM (\"get%d\") 0".formatted(name), "PRINT"));
                case Change(int name, int factor, int number) -> handled(() -> text.constant(factor).constant(number)
                        .line("PERFORM (\"change%d\") 2".formatted(name), "POP"));
                case Ask() -> handled(() -> text.line("PERFORM (\"ask\") 0", "PRINT"));
                case Tell(int number) -> handled(() -> text.constant(number).line("PERFORM (\"tell\") 1", "POP"));
                case Throw(int number) -> handled(() -> text.constant(number).line("PERFORM (\"throw\") 1", "POP"));
                case State(int name, int number, List<Statement> body) ->
                    within("state" + name, body, () -> text.constant(number), "PRINT");
                case Reader(int number, List<Statement> body) ->
                    within("reader", body, () -> text.constant(number), "POP");
                case Local(int number, List<Statement> body) -> handled(() -> {
                    Runnable value = () -> text.line("PERFORM (\"ask\") 0").constant(number).line("ADD");
                    within("reader", body, value, "POP");
                });
                case Listen(List<Statement> body) -> within("listen", body, () -> text.line("NEW_LIST 0"), "PRINT");
                case Catch(List<Statement> body) ->
                    within("caught", body, () -> text.constant(ScopedModel.DONE), "PRINT");
            }
        }

        /** Effects are performed in protected parts, because there may be no handler. */
        private void handled(Runnable performs) {
            text.protectAndSayCode(performs);
        }

        /** Calls a function of the library with a function of a body and a value. */
        private void within(String name, List<Statement> statements, Runnable value, String then) {
            String function = "body" + text.number();
            text.function(function, 0, () -> {
                statements(statements);
                text.line("NIL", "RETURN");
            });
            text.code(name).code(function);
            value.run();
            text.line("CALL 2", then);
        }
    }
}
