package dev.jetvm.conformance.property;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Wire;
import dev.jetvm.conformance.model.Run;
import dev.jetvm.conformance.model.UnwindingModel;
import dev.jetvm.conformance.model.UnwindingModel.Call;
import dev.jetvm.conformance.model.UnwindingModel.Clause;
import dev.jetvm.conformance.model.UnwindingModel.Function;
import dev.jetvm.conformance.model.UnwindingModel.Install;
import dev.jetvm.conformance.model.UnwindingModel.Perform;
import dev.jetvm.conformance.model.UnwindingModel.Print;
import dev.jetvm.conformance.model.UnwindingModel.Protect;
import dev.jetvm.conformance.model.UnwindingModel.Raise;
import dev.jetvm.conformance.model.UnwindingModel.Register;
import dev.jetvm.conformance.model.UnwindingModel.Resume;
import dev.jetvm.conformance.model.UnwindingModel.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A random program of the {@link UnwindingModel} as a request of {@code effect.run}. The handlers of a function are
 * installed before its first statement.
 */
record EffectRunProgram(List<Function> functions) {
    private static final int NUMBERS = 99;
    private static final int MOST_FUNCTIONS = 5;
    private static final int MOST_STATEMENTS = 4;
    private static final int MOST_HANDLERS = 2;
    private static final int NESTING = 2;
    private static final int EFFECTS = 3;
    private static final int MOST_STEPS = 1500;
    private static final String LAST = "last";

    /** What a program has besides calls and effects; each belongs to a feature. */
    enum Part {
        CLEANUPS, PANICS, TAIL
    }

    static Arbitrary<EffectRunProgram> of(Part... parts) {
        Set<Part> chosen = EnumSet.noneOf(Part.class);
        chosen.addAll(List.of(parts));
        Arbitrary<Function> function = Combinators.combine(handlers(chosen), statements(chosen, NESTING, false))
                .as((handlers, steps) -> new Function(Stream.concat(handlers.stream(), steps.stream()).toList(),
                        false));
        return function.list().ofMinSize(1).ofMaxSize(MOST_FUNCTIONS)
                .map(made -> new EffectRunProgram(UnwindingProgram.withLast(made)))
                .filter(program -> UnwindingModel.run(program.functions, MOST_STEPS) != null);
    }

    /** At most one handler of each effect, since the request names them by effect. */
    private static Arbitrary<List<Statement>> handlers(Set<Part> parts) {
        Arbitrary<Boolean> tail = parts.contains(Part.TAIL) ? Arbitraries.of(true, false) : Arbitraries.just(false);
        Arbitrary<Clause> clause = Combinators.combine(statements(parts, NESTING - 1, true), tail).as(Clause::new);
        Arbitrary<Statement> handler = Combinators.combine(effect(), clause).as(Install::new);
        return handler.list().uniqueElements(each -> ((Install) each).effect()).ofMaxSize(MOST_HANDLERS);
    }

    private static Arbitrary<List<Statement>> statements(Set<Part> parts, int nesting, boolean clause) {
        return statement(parts, nesting, clause).list().ofMaxSize(MOST_STATEMENTS);
    }

    private static Arbitrary<Statement> statement(Set<Part> parts, int nesting, boolean clause) {
        Arbitrary<Integer> number = Arbitraries.integers().between(1, NUMBERS);
        Arbitrary<Integer> target = Arbitraries.integers().between(0, MOST_FUNCTIONS);
        List<Tuple.Tuple2<Integer, Arbitrary<Statement>>> kinds = new ArrayList<>();
        kinds.add(Tuple.of(1, number.map(Print::new)));
        kinds.add(Tuple.of(4, target.map(Call::new)));
        kinds.add(Tuple.of(6, effect().map(Perform::new)));
        if (clause) {
            kinds.add(Tuple.of(6, number.map(Resume::new)));
        }
        if (parts.contains(Part.CLEANUPS)) {
            kinds.add(Tuple.of(4, target.map(Register::new)));
        }
        if (parts.contains(Part.PANICS)) {
            kinds.add(Tuple.of(3, number.map(Raise::new)));
            if (nesting > 0) {
                Arbitrary<List<Statement>> body = statements(parts, nesting - 1, clause);
                kinds.add(Tuple.of(5, Combinators.combine(body, body).as(Protect::new)));
            }
        }
        return Arbitraries.frequencyOf(kinds);
    }

    private static Arbitrary<Integer> effect() {
        return Arbitraries.integers().between(1, EFFECTS);
    }

    /** Runs the program and compares its events, and how it ends, with the model. */
    void runs() {
        Run run = Objects.requireNonNull(UnwindingModel.run(functions, MOST_STEPS));
        ObjectNode expected = Wire.object();
        ArrayNode events = expected.putArray("events");
        run.printed().forEach(text -> add(events, text));
        ProgramText.putEnd(expected, run);
        Ask.op("effect.run").with("functions", request()).send().is(expected);
    }

    private static void add(ArrayNode events, String text) {
        if (text.equals("nil")) {
            events.addNull();
        } else if (text.matches("[0-9]+")) {
            events.add(Integer.parseInt(text));
        } else {
            events.add(text);
        }
    }

    @Override
    public String toString() {
        return request().toString();
    }

    // --- the request ---

    private ObjectNode request() {
        ObjectNode all = Wire.object();
        for (int k = 0; k < functions.size(); k++) {
            int in = k;
            ObjectNode function = all.putObject(name(k));
            ObjectNode handles = Wire.object();
            List<Statement> rest = new ArrayList<>();
            functions.get(k).body().forEach(statement -> {
                if (statement instanceof Install(int effect, Clause clause)) {
                    String name = "c" + in + "-" + effect;
                    handles.put("e" + effect, name);
                    all.set(name, clause(in, clause));
                } else {
                    rest.add(statement);
                }
            });
            function.set("handles", handles);
            steps(in, rest, function.putArray("steps"));
            function.put("returns", UnwindingModel.RESULT + k);
        }
        return all;
    }

    private static String name(int function) {
        return function == 0 ? "main" : "f" + function;
    }

    private ObjectNode clause(int in, Clause clause) {
        ObjectNode function = Wire.object();
        steps(in, clause.body(), function.putArray("steps"));
        return clause.tail()
                ? function.put("resumes", UnwindingModel.TAIL_VALUE)
                : function.put("returns", UnwindingModel.ABORTED);
    }

    private void steps(int in, List<Statement> statements, ArrayNode into) {
        statements.forEach(statement -> step(in, statement, into));
    }

    private void step(int in, Statement statement, ArrayNode steps) {
        switch (statement) {
            case Print(int number) -> steps.addObject().put("note", number);
            case Call(int target) -> noted(steps, Wire.object().put("call", target(in, target)));
            case Perform(int effect) -> noted(steps, Wire.object().put("perform", "e" + effect));
            case Resume(int value) -> noted(steps, Wire.object().put("resume", value));
            case Register(int target) -> steps.addObject().put("defer", target(in, target));
            case Raise(int value) -> steps.addObject().put("panic", value);
            case Protect(List<Statement> body, List<Statement> handler) -> {
                ObjectNode step = steps.addObject();
                steps(in, body, step.putArray("protect"));
                ArrayNode recovered = step.putArray("recovered");
                recovered.addObject().put("note", "code");
                recovered.addObject().put("note", "value");
                steps(in, handler, recovered);
            }
            default -> throw new IllegalStateException("no step of effect.run: " + statement);
        }
    }

    private String target(int in, int chosen) {
        return name(UnwindingModel.target(in, chosen, functions.size()));
    }

    private static void noted(ArrayNode steps, ObjectNode step) {
        steps.add(step);
        steps.addObject().put("note", LAST);
    }
}
