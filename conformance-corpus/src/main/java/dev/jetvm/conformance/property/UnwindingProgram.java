package dev.jetvm.conformance.property;

import dev.jetvm.conformance.model.UnwindingModel;
import dev.jetvm.conformance.model.UnwindingModel.Call;
import dev.jetvm.conformance.model.UnwindingModel.Clause;
import dev.jetvm.conformance.model.UnwindingModel.Handle;
import dev.jetvm.conformance.model.UnwindingModel.Install;
import dev.jetvm.conformance.model.UnwindingModel.Perform;
import dev.jetvm.conformance.model.UnwindingModel.Resume;
import dev.jetvm.conformance.model.UnwindingModel.Divide;
import dev.jetvm.conformance.model.UnwindingModel.Function;
import dev.jetvm.conformance.model.UnwindingModel.Keep;
import dev.jetvm.conformance.model.UnwindingModel.Print;
import dev.jetvm.conformance.model.UnwindingModel.Protect;
import dev.jetvm.conformance.model.UnwindingModel.Raise;
import dev.jetvm.conformance.model.UnwindingModel.Register;
import dev.jetvm.conformance.model.UnwindingModel.Statement;
import dev.jetvm.conformance.model.UnwindingModel.Tidy;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** A random program of the {@link UnwindingModel}. */
record UnwindingProgram(List<Function> functions) {
    private static final int NUMBERS = 99;
    private static final int MOST_FUNCTIONS = 5;
    private static final int MOST_STATEMENTS = 3;
    private static final int NESTING = 3;
    private static final int EFFECTS = 3;
    /** Statements that a run may take; what a function calls again and again takes many. */
    private static final int MOST_STEPS = 1500;

    /** What a program has besides calls and panics. */
    enum Part {
        CLEANUPS, RECOVERS, TAIL_CALLS, EFFECTS
    }

    static Arbitrary<UnwindingProgram> of(Part first, Part... further) {
        Set<Part> parts = EnumSet.of(first, further);
        Arbitrary<Boolean> tail = parts.contains(Part.TAIL_CALLS)
                ? Arbitraries.of(true, false)
                : Arbitraries.just(false);
        Arbitrary<Function> function = Combinators.combine(statements(parts, NESTING, false), tail).as(Function::new);
        return function.list().ofMinSize(1).ofMaxSize(MOST_FUNCTIONS).map(made -> new UnwindingProgram(withLast(made)))
                .filter(program -> UnwindingModel.run(program.functions, MOST_STEPS) != null);
    }

    /** Every function can call one behind it; the last one only prints. */
    static List<Function> withLast(List<Function> functions) {
        List<Function> all = new ArrayList<>(functions);
        all.add(new Function(List.of(new Print(0)), false));
        return all;
    }

    private static Arbitrary<List<Statement>> statements(Set<Part> parts, int nesting, boolean clause) {
        return statement(parts, nesting, clause).list().ofMaxSize(MOST_STATEMENTS);
    }

    /** @param clause whether the statement belongs to a clause, which has a continuation */
    private static Arbitrary<Statement> statement(Set<Part> parts, int nesting, boolean clause) {
        Arbitrary<Integer> number = Arbitraries.integers().between(1, NUMBERS);
        Arbitrary<Integer> target = Arbitraries.integers().between(0, MOST_FUNCTIONS);
        List<Tuple.Tuple2<Integer, Arbitrary<Statement>>> kinds = new ArrayList<>();
        kinds.add(Tuple.of(1, number.map(Print::new)));
        kinds.add(Tuple.of(4, target.map(Call::new)));
        kinds.add(Tuple.of(2, number.map(Raise::new)));
        kinds.add(Tuple.of(2, Arbitraries.create(Divide::new)));
        if (parts.contains(Part.CLEANUPS)) {
            kinds.add(Tuple.of(4, target.map(Register::new)));
        }
        if (parts.contains(Part.EFFECTS)) {
            kinds.add(Tuple.of(6, effect().map(Perform::new)));
            if (clause) {
                kinds.add(Tuple.of(6, number.map(Resume::new)));
            }
        }
        if (nesting > 0) {
            Arbitrary<List<Statement>> body = statements(parts, nesting - 1, clause);
            kinds.add(Tuple.of(2, Combinators.combine(number, body).as(Keep::new)));
            if (parts.contains(Part.CLEANUPS)) {
                kinds.add(Tuple.of(2, Combinators.combine(target, body, Arbitraries.of(true, false)).as(Tidy::new)));
            }
            if (parts.contains(Part.RECOVERS)) {
                kinds.add(Tuple.of(5, Combinators.combine(body, body).as(Protect::new)));
            }
            if (parts.contains(Part.EFFECTS)) {
                Arbitrary<Clause> handler = Combinators.combine(statements(parts, nesting - 1, true),
                        Arbitraries.of(true, false)).as(Clause::new);
                kinds.add(Tuple.of(8, Combinators.combine(effect(), handler).as(Install::new)));
                kinds.add(Tuple.of(3, Combinators.combine(effect(), handler, body).as(Handle::new)));
            }
        }
        return Arbitraries.frequencyOf(kinds);
    }

    private static Arbitrary<Integer> effect() {
        return Arbitraries.integers().between(1, EFFECTS);
    }

    /** Runs the program and compares what it prints, and how it ends, with the model. */
    void runs() {
        ProgramText.runs(toString(), Objects.requireNonNull(UnwindingModel.run(functions, MOST_STEPS)));
    }

    /** The program as text. */
    @Override
    public String toString() {
        return new Text().module();
    }

    private final class Text {
        private StringBuilder lines = new StringBuilder(".module \"made\"\n.entry f0\n");
        private final StringBuilder clauses = new StringBuilder();
        private int labels;
        private int clausesMade;

        String module() {
            for (int k = 0; k < functions.size(); k++) {
                line(".function f" + k);
                statements(k, functions.get(k).body());
                if (functions.get(k).tail()) {
                    line("CONST (@f%d)".formatted(k + 1), "TAIL_CALL 0");
                } else {
                    line("CONST (%d)".formatted(UnwindingModel.RESULT + k), "RETURN");
                }
                line(".end");
            }
            return lines.append(clauses).toString();
        }

        private void line(String... texts) {
            for (String text : texts) {
                lines.append(text).append('\n');
            }
        }

        private void statements(int in, List<Statement> statements) {
            statements.forEach(statement -> statement(in, statement));
        }

        private void function(int in, int target) {
            line("CONST (@f%d)".formatted(UnwindingModel.target(in, target, functions.size())));
        }

        private void statement(int in, Statement statement) {
            switch (statement) {
                case Print(int number) -> line("CONST (%d)".formatted(number), "PRINT");
                case Call(int target) -> {
                    function(in, target);
                    line("CALL 0", "PRINT");
                }
                case Register(int target) -> {
                    function(in, target);
                    line("PUSH_CLEANUP");
                }
                case Tidy(int target, List<Statement> body, boolean called) -> {
                    function(in, target);
                    line("PUSH_CLEANUP");
                    statements(in, body);
                    line("POP_CLEANUP " + (called ? 1 : 0));
                }
                case Protect(List<Statement> body, List<Statement> handler) -> protect(in, body, handler);
                case Keep(int number, List<Statement> body) -> {
                    line("CONST (%d)".formatted(number));
                    statements(in, body);
                    line("PRINT");
                }
                case Raise(int value) -> raise(value);
                case Perform(int effect) -> line("PERFORM (\"e%d\") 0".formatted(effect), "PRINT");
                case Install(int effect, Clause clause) -> install(in, effect, clause);
                case Handle(int effect, Clause clause, List<Statement> body) -> {
                    install(in, effect, clause);
                    statements(in, body);
                    line("POP_HANDLER");
                }
                case Resume(int value) -> line("GET_LOCAL 1", "CONST (%d)".formatted(value), "RESUME", "PRINT");
                case Divide() -> line("CONST (1)", "CONST (0)", "MOD", "POP");
            }
        }

        private void install(int in, int effect, Clause clause) {
            int number = clausesMade++;
            line("CONST (@c%d)".formatted(number), "PUSH_HANDLER (\"e%d\")".formatted(effect));
            StringBuilder outside = lines;
            lines = new StringBuilder();
            line(".function c%d arity=1".formatted(number));
            statements(in, clause.body());
            if (clause.tail()) {
                line("GET_LOCAL 1", "CONST (%d)".formatted(UnwindingModel.TAIL_VALUE), "TAIL_RESUME");
            } else {
                line("CONST (%d)".formatted(UnwindingModel.ABORTED), "RETURN");
            }
            line(".end");
            clauses.append(lines);
            lines = outside;
        }

        private void protect(int in, List<Statement> body, List<Statement> handler) {
            int label = labels++;
            line("PUSH_RECOVER h" + label);
            statements(in, body);
            line("POP_RECOVER", "JUMP e" + label, "h" + label + ":", "DUP", "CONST (\"code\")", "GET_INDEX", "PRINT",
                    "CONST (\"value\")", "GET_INDEX", "PRINT");
            statements(in, handler);
            line("e" + label + ":");
        }

        /** Behind a condition, so that no code behind it is unreachable. */
        private void raise(int value) {
            int label = labels++;
            line("TRUE", "JUMP_IF_FALSE e" + label, "POP", "CONST (%d)".formatted(value), "PANIC", "e" + label + ":",
                    "POP");
        }
    }
}
