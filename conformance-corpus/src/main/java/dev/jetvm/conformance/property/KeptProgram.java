package dev.jetvm.conformance.property;

import dev.jetvm.conformance.model.KeptModel;
import dev.jetvm.conformance.model.KeptModel.Act;
import dev.jetvm.conformance.model.KeptModel.Action;
import dev.jetvm.conformance.model.KeptModel.AskEntry;
import dev.jetvm.conformance.model.KeptModel.Cleanup;
import dev.jetvm.conformance.model.KeptModel.Enter;
import dev.jetvm.conformance.model.KeptModel.Kind;
import dev.jetvm.conformance.model.KeptModel.Pause;
import dev.jetvm.conformance.model.KeptModel.Program;
import dev.jetvm.conformance.model.KeptModel.Say;
import dev.jetvm.conformance.model.KeptModel.SetLocal;
import dev.jetvm.conformance.model.KeptModel.Step;
import dev.jetvm.conformance.model.KeptModel.TellLocal;
import dev.jetvm.conformance.model.Run;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/**
 * A random program of the {@link KeptModel}. The global {@code ks} is a list of the continuations of all pauses.
 *
 * @param tasks whether there are tasks and task-local values
 */
record KeptProgram(Program program, boolean tasks) {
    private static final String CONTINUATIONS = "jet.continuations";
    private static final String LOCALS = "jet.task-locals";
    private static final int NUMBERS = 99;
    private static final int MOST_WORKERS = 3;
    private static final int MOST_STEPS = 5;
    private static final int MOST_ACTIONS = 10;
    private static final int NESTING = 2;

    /** @param tasks whether there are tasks and task-local values */
    static Arbitrary<KeptProgram> of(boolean tasks) {
        // Most workers begin with a pause, since only a paused worker leaves a continuation.
        Arbitrary<List<Step>> worker = Combinators.combine(Arbitraries.frequency(Tuple.of(4, true), Tuple.of(1, false)),
                steps(NESTING, tasks)).as((pauses, steps) -> {
                    List<Step> all = new ArrayList<>(steps);
                    if (pauses) {
                        all.addFirst(new Pause(List.of(), true));
                    }
                    return all;
                });
        Arbitrary<List<Action>> actions = action(tasks).list().ofMaxSize(MOST_ACTIONS)
                .withSizeDistribution(RandomDistribution.uniform());
        return Combinators.combine(worker.list().ofMinSize(1).ofMaxSize(MOST_WORKERS), actions)
                .as((workers, after) -> new KeptProgram(new Program(workers, after), tasks));
    }

    private static Arbitrary<Integer> number() {
        return Arbitraries.integers().between(1, NUMBERS);
    }

    private static Arbitrary<Action> action(boolean tasks) {
        Arbitrary<Kind> kind = Arbitraries.frequency(Tuple.of(6, Kind.RESUME), Tuple.of(2, Kind.DROP),
                Tuple.of(2, Kind.FRESH), Tuple.of(1, Kind.KEEP));
        Arbitrary<Boolean> elsewhere = tasks ? Arbitraries.of(false, true) : Arbitraries.just(false);
        return Combinators.combine(kind, Arbitraries.integers().between(0, MOST_ACTIONS), number(), elsewhere)
                .as(Action::new);
    }

    private static Arbitrary<List<Step>> steps(int nesting, boolean tasks) {
        Arbitrary<List<Action>> few = action(tasks).list().ofMaxSize(2);
        List<Tuple.Tuple2<Integer, Arbitrary<Step>>> kinds = new ArrayList<>();
        kinds.add(Tuple.of(1, number().map(Say::new)));
        kinds.add(Tuple.of(10, Combinators.combine(few, Arbitraries.of(true, true, false)).as(Pause::new)));
        kinds.add(Tuple.of(3, Combinators.combine(number(), few).as(Cleanup::new)));
        kinds.add(Tuple.of(1, action(tasks).map(Act::new)));
        if (nesting > 0) {
            kinds.add(Tuple.of(4, steps(nesting - 1, tasks).map(Enter::new)));
        }
        if (tasks) {
            kinds.add(Tuple.of(3, Arbitraries.create(TellLocal::new)));
            kinds.add(Tuple.of(1, number().map(SetLocal::new)));
            kinds.add(Tuple.of(4, Arbitraries.create(AskEntry::new)));
        }
        return Arbitraries.frequencyOf(kinds).list().ofMinSize(1).ofMaxSize(MOST_STEPS)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    Run expected() {
        return KeptModel.run(program);
    }

    /** The program as text. */
    @Override
    public String toString() {
        return new Text().program();
    }

    private final class Text {
        private final ProgramText text = new ProgramText("main");
        /** Numbers of the clauses of the worker that is being written. */
        private final List<Integer> clauses = new ArrayList<>();

        String program() {
            text.function("main", 0, () -> {
                text.line("NEW_LIST 0", "DEFINE_GLOBAL (\"ks\")");
                if (tasks) {
                    setLocal(0);
                    text.code("answers").line("PUSH_HANDLER (\"entry\")");
                }
                for (int k = 0; k < program.workers().size(); k++) {
                    worker("w" + k, KeptModel.RESULT + k, program.workers().get(k));
                    text.code("w" + k).line("CALL 0", "PRINT");
                }
                program.actions().forEach(this::act);
                text.line("NIL", "RETURN");
            });
            text.function("answers", 1, () -> text.local(1).constant(KeptModel.ANSWER).line("TAIL_RESUME"));
            return text.toString();
        }

        /** The outermost frame of a worker has the handlers of all its pauses. */
        private void worker(String name, int result, List<Step> steps) {
            text.function(name, 0, () -> {
                String body = body(steps);
                clauses.forEach(clause -> text.code("c" + clause).line("PUSH_HANDLER (\"e%d\")".formatted(clause)));
                clauses.clear();
                text.code(body).line("CALL 0", "POP").returns(result);
            });
        }

        private String body(List<Step> steps) {
            String name = "f" + text.number();
            text.function(name, 0, () -> {
                steps.forEach(this::step);
                text.line("NIL", "RETURN");
            });
            return name;
        }

        private void step(Step step) {
            switch (step) {
                case Say(int number) -> text.say(number);
                case Enter(List<Step> body) -> text.code(body(body)).line("CALL 0", "POP");
                case Cleanup cleanup -> text.code(body(cleanup)).line("PUSH_CLEANUP");
                case Act(Action action) -> act(action);
                case Pause pause -> pause(pause);
                case TellLocal() -> tellLocal();
                case SetLocal(int value) -> setLocal(value);
                case AskEntry() -> text.protectAndSayCode(() -> text.line("PERFORM (\"entry\") 0", "PRINT"));
            }
        }

        private String body(Cleanup cleanup) {
            List<Step> steps = new ArrayList<>(List.of(new Say(cleanup.number())));
            cleanup.actions().forEach(action -> steps.add(new Act(action)));
            return body(steps);
        }

        private void pause(Pause pause) {
            int clause = text.number();
            clauses.add(clause);
            text.function("c" + clause, 1, () -> {
                text.line("GET_GLOBAL (\"ks\")").local(1).line("LIST_PUSH");
                pause.actions().forEach(this::act);
                if (pause.keeps()) {
                    text.imported(CONTINUATIONS, "keep").local(1).line("CALL 1", "POP");
                }
                text.text(KeptModel.PAUSED).line("RETURN");
            });
            text.line("PERFORM (\"e%d\") 0".formatted(clause), "PRINT");
        }

        /** An action is a function of its own, which a call or a task executes. */
        private void act(Action action) {
            String name = "a" + text.number();
            text.function(name, 0, () -> {
                if (action.elsewhere()) {
                    setLocal(action.value());
                }
                text.protectAndSayCode(() -> operation(action));
                text.line("NIL", "RETURN");
            });
            text.code(name);
            if (action.elsewhere()) {
                text.line("SPAWN 0", "JOIN", "POP");
                tellLocal();
            } else {
                text.line("CALL 0", "POP");
            }
        }

        private void operation(Action action) {
            switch (action.kind()) {
                case RESUME -> {
                    continuation(action);
                    text.constant(action.value()).line("RESUME", "PRINT");
                }
                case DROP -> {
                    text.imported(CONTINUATIONS, "drop");
                    continuation(action);
                    text.line("CALL 1", "POP");
                }
                case FRESH -> {
                    text.imported(CONTINUATIONS, "fresh");
                    continuation(action);
                    text.line("CALL 1", "PRINT");
                }
                case KEEP -> {
                    text.imported(CONTINUATIONS, "keep");
                    continuation(action);
                    text.line("CALL 1", "POP");
                }
            }
        }

        private void continuation(Action action) {
            String all = "GET_GLOBAL (\"ks\")";
            text.line(all, all, "LENGTH").constant(action.target()).line(all, "LENGTH", "MOD", "SUBTRACT").constant(1)
                    .line("SUBTRACT", "GET_INDEX");
        }

        private void tellLocal() {
            text.imported(LOCALS, "get").text("who").line("CALL 1", "PRINT");
        }

        private void setLocal(int value) {
            text.imported(LOCALS, "set").text("who").constant(value).line("CALL 2", "POP");
        }
    }
}
