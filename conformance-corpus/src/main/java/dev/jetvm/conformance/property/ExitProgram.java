package dev.jetvm.conformance.property;

import dev.jetvm.conformance.model.ExitModel;
import dev.jetvm.conformance.model.ExitModel.Call;
import dev.jetvm.conformance.model.ExitModel.Clause;
import dev.jetvm.conformance.model.ExitModel.Cleanup;
import dev.jetvm.conformance.model.ExitModel.Exit;
import dev.jetvm.conformance.model.ExitModel.Handle;
import dev.jetvm.conformance.model.ExitModel.Kind;
import dev.jetvm.conformance.model.ExitModel.Perform;
import dev.jetvm.conformance.model.ExitModel.Print;
import dev.jetvm.conformance.model.ExitModel.Protect;
import dev.jetvm.conformance.model.ExitModel.Raise;
import dev.jetvm.conformance.model.ExitModel.Register;
import dev.jetvm.conformance.model.ExitModel.Spawn;
import dev.jetvm.conformance.model.ExitModel.Statement;
import dev.jetvm.conformance.model.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** A random program of the {@link ExitModel}. */
record ExitProgram(List<Statement> main) {
    private static final String EXIT = "jet.exit";
    private static final int NUMBERS = 99;
    private static final int MOST_STATEMENTS = 4;
    private static final int NESTING = 4;

    static Arbitrary<ExitProgram> any() {
        Arbitrary<List<Statement>> body = statements(NESTING, true);
        Arbitrary<List<Statement>> handled = Combinators.combine(clause(body), body, body).as((clause, inner, rest) -> {
            List<Statement> all = new ArrayList<>(
                    List.of(new Cleanup(0, Kind.SAYS), new Protect(List.of(new Handle(clause, inner)))));
            all.addAll(rest);
            return all;
        });
        // In most programs the first effects have a handler and the first panics a protected part.
        return Arbitraries.frequencyOf(Tuple.of(1, body), Tuple.of(4, handled)).map(ExitProgram::new)
                .filter(program -> ExitModel.run(program.main) != null);
    }

    private static Arbitrary<Clause> clause(Arbitrary<List<Statement>> body) {
        return Combinators.combine(body, Arbitraries.integers().between(1, NUMBERS),
                Arbitraries.of(true, true, false)).as(Clause::new);
    }

    /** @param root whether the root task executes the statements */
    private static Arbitrary<List<Statement>> statements(int nesting, boolean root) {
        Arbitrary<Integer> number = Arbitraries.integers().between(1, NUMBERS);
        List<Tuple.Tuple2<Integer, Arbitrary<Statement>>> kinds = new ArrayList<>();
        kinds.add(Tuple.of(4, number.map(Print::new)));
        kinds.add(Tuple.of(1, number.map(Raise::new)));
        kinds.add(Tuple.of(1, number.map(Exit::new)));
        kinds.add(Tuple.of(3, Arbitraries.create(Perform::new)));
        kinds.add(Tuple.of(2, Combinators.combine(number, Arbitraries.integers().between(-1, 1)).as(Register::new)));
        if (root) {
            Arbitrary<Kind> what = Arbitraries.frequency(Tuple.of(6, Kind.SAYS), Tuple.of(1, Kind.PANICS),
                    Tuple.of(1, Kind.EXITS));
            kinds.add(Tuple.of(5, Combinators.combine(number, what).as(Cleanup::new)));
        }
        if (nesting > 0) {
            Arbitrary<List<Statement>> body = statements(nesting - 1, root);
            kinds.add(Tuple.of(4, body.map(Call::new)));
            kinds.add(Tuple.of(3, body.map(Protect::new)));
            kinds.add(Tuple.of(4, Combinators.combine(clause(body), body).as(Handle::new)));
            kinds.add(Tuple.of(2, statements(nesting - 1, false).map(Spawn::new)));
        }
        return Arbitraries.frequencyOf(kinds).list().ofMinSize(1).ofMaxSize(MOST_STATEMENTS);
    }

    Run expected() {
        return Objects.requireNonNull(ExitModel.run(main));
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
                statements(main);
                text.returns(ExitModel.RESULT);
            });
            return text.toString();
        }

        private void statements(List<Statement> body) {
            body.forEach(this::statement);
        }

        private void statement(Statement statement) {
            switch (statement) {
                case Print(int number) -> text.say(number);
                case Call(List<Statement> body) -> text.code(function(body)).line("CALL 0", "POP");
                case Cleanup cleanup -> cleanup(cleanup);
                case Protect(List<Statement> body) -> text.protectAndSayPanic(() -> statements(body));
                case Handle handle -> handle(handle);
                case Perform() -> text.line("PERFORM (\"ask\") 0", "PRINT");
                case Raise(int number) -> text.raise(number);
                case Exit(int status) -> exit(status);
                case Register(int number, int priority) -> {
                    String handler = function(List.of(new Print(number)));
                    text.imported(EXIT, "register").code(handler).constant(priority).line("CALL 2", "POP");
                }
                case Spawn(List<Statement> body) -> text.code(function(body)).line("SPAWN 0", "JOIN", "POP");
            }
        }

        private String function(List<Statement> body) {
            String name = "f" + text.number();
            text.function(name, 0, () -> {
                statements(body);
                text.returns(ExitModel.RESULT);
            });
            return name;
        }

        private void cleanup(Cleanup cleanup) {
            Statement says = new Print(cleanup.number());
            text.code(switch (cleanup.what()) {
                case SAYS -> function(List.of(says));
                case PANICS -> function(List.of(says, new Raise(cleanup.number())));
                case EXITS -> function(List.of(says, new Exit(cleanup.number())));
            }).line("PUSH_CLEANUP");
        }

        private void handle(Handle handle) {
            int number = text.number();
            Clause clause = handle.clause();
            text.function("clause" + number, 1, () -> {
                statements(clause.body());
                if (clause.answers()) {
                    text.local(1).constant(clause.number()).line("TAIL_RESUME");
                } else {
                    text.returns(clause.number());
                }
            });
            text.function("handles" + number, 0, () -> {
                text.code("clause" + number).line("PUSH_HANDLER (\"ask\")");
                statements(handle.body());
                text.returns(ExitModel.RESULT);
            });
            text.code("handles" + number).line("CALL 0", "PRINT");
        }

        private void exit(int status) {
            text.imported(EXIT, "exit").constant(status).line("CALL 1", "POP");
        }
    }
}
