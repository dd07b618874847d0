package dev.jetvm.conformance.property;

import dev.jetvm.conformance.model.CancellationModel;
import dev.jetvm.conformance.model.CancellationModel.Clause;
import dev.jetvm.conformance.model.CancellationModel.Cleanup;
import dev.jetvm.conformance.model.CancellationModel.Frame;
import dev.jetvm.conformance.model.CancellationModel.Handler;
import dev.jetvm.conformance.model.CancellationModel.Kind;
import dev.jetvm.conformance.model.CancellationModel.Layer;
import dev.jetvm.conformance.model.CancellationModel.Part;
import dev.jetvm.conformance.model.CancellationModel.Scope;
import dev.jetvm.conformance.model.CancellationModel.Task;
import dev.jetvm.conformance.model.Run;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/**
 * A random program of the {@link CancellationModel}. A task tells that it has opened everything through a channel of
 * its own, then it waits for a channel that is never used.
 */
record CancellationProgram(Task task) {
    private static final int NUMBERS = 99;
    private static final int MOST_LAYERS = 8;
    private static final int NESTING = 2;
    private static final String NEVER = "never";

    static Arbitrary<CancellationProgram> any() {
        return tasks(NESTING).map(CancellationProgram::new);
    }

    private static Arbitrary<Task> tasks(int nesting) {
        Arbitrary<Integer> number = Arbitraries.integers().between(1, NUMBERS);
        List<Tuple.Tuple2<Integer, Arbitrary<Layer>>> kinds = new ArrayList<>();
        kinds.add(Tuple.of(6, Combinators.combine(number, Arbitraries.of(Kind.values())).as(Cleanup::new)));
        kinds.add(Tuple.of(2, Arbitraries.create(Part::new)));
        kinds.add(Tuple.of(2, Arbitraries.create(Frame::new)));
        kinds.add(Tuple.of(1, Arbitraries.create(Handler::new)));
        kinds.add(Tuple.of(2, number.map(Clause::new)));
        if (nesting > 0) {
            kinds.add(Tuple.of(2, tasks(nesting - 1).map(Scope::new)));
        }
        Arbitrary<List<Layer>> layers = Arbitraries.frequencyOf(kinds).list().ofMaxSize(MOST_LAYERS)
                .withSizeDistribution(RandomDistribution.uniform());
        return Combinators.combine(layers, Arbitraries.of(false, true)).as(Task::new);
    }

    Run expected() {
        return CancellationModel.run(task);
    }

    /** The program as text. */
    @Override
    public String toString() {
        return new Text().program();
    }

    private static String ready(int task) {
        return "ready" + task;
    }

    private final class Text {
        private final ProgramText text = new ProgramText("main");
        private final List<String> channels = new ArrayList<>(List.of(NEVER));

        String program() {
            text.function("main", 0, () -> {
                int number = task(task);
                channels.forEach(text::channel);
                text.code("task" + number).line("SPAWN 0").store(1).receive(ready(number)).local(1).line("CANCEL");
                text.protectAndSayPanic(() -> text.local(1).line("JOIN", "POP"));
                text.line("NIL", "RETURN");
            });
            text.function("quick", 0, () -> text.line("YIELD", "NIL", "RETURN"));
            text.function("every", 3, () -> text.line("NIL", "RETURN"));
            return text.toString();
        }

        /** Writes the functions of a task. @return its number */
        private int task(Task made) {
            int number = text.number();
            channels.add(ready(number));
            frame("task" + number, 0, made, 0, number);
            return number;
        }

        /** A function for the layers from one on, down to the next one that is a frame of its own. */
        private void frame(String name, int arity, Task made, int from, int number) {
            text.function(name, arity, () -> layers(made, from, number));
        }

        private void layers(Task made, int at, int number) {
            if (at == made.layers().size()) {
                waits(made, number);
                return;
            }
            String inner = "inner" + text.number();
            switch (made.layers().get(at)) {
                case Cleanup cleanup -> {
                    cleanup(cleanup);
                    layers(made, at + 1, number);
                }
                case Part() -> {
                    text.protect(() -> inner(inner, made, at + 1, number),
                            () -> text.say(NEVER).line("POP"));
                    text.line("NIL", "RETURN");
                }
                case Scope(Task child) -> {
                    int task = task(child);
                    text.line("ENTER_SCOPE").code("task" + task).line("SPAWN 0", "POP").receive(ready(task));
                    layers(made, at + 1, number);
                }
                case Frame() -> {
                    inner(inner, made, at + 1, number);
                    text.line("NIL", "RETURN");
                }
                case Handler() -> {
                    text.code("every").line("PUSH_HANDLER (\"*\")");
                    layers(made, at + 1, number);
                }
                case Clause(int says) -> {
                    clause(inner, says, made, at + 1, number);
                    text.code(inner).line("CALL 0", "RETURN");
                }
            }
        }

        private void inner(String name, Task made, int from, int number) {
            frame(name, 0, made, from, number);
            text.code(name).line("CALL 0", "POP");
        }

        /** The frame with the handler calls another one, which performs the effect. */
        private void clause(String name, int says, Task made, int from, int number) {
            frame("clause_" + name, 1, made, from, number);
            text.function("performs_" + name, 0,
                    () -> text.cleanup(says).line("PERFORM (\"%s\") 0".formatted(name), "RETURN"));
            text.function(name, 0, () -> text.code("clause_" + name).line("PUSH_HANDLER (\"%s\")".formatted(name))
                    .code("performs_" + name).line("CALL 0", "RETURN"));
        }

        private void waits(Task made, int number) {
            text.send(ready(number));
            if (made.yields()) {
                text.line("again:", "YIELD", "LOOP again");
            } else {
                text.receive(NEVER).line("NIL", "RETURN");
            }
        }

        private void cleanup(Cleanup cleanup) {
            if (cleanup.what() == Kind.SAYS) {
                text.cleanup(cleanup.number());
                return;
            }
            String name = "cleanup" + text.number();
            text.function(name, 0, () -> {
                text.say(cleanup.number());
                body(cleanup);
                text.line("NIL", "RETURN");
            });
            text.code(name).line("PUSH_CLEANUP");
        }

        private void body(Cleanup cleanup) {
            switch (cleanup.what()) {
                case SAYS -> {
                    // has said it
                }
                case PANICS -> text.cleanup(CancellationModel.INNER + cleanup.number()).raise(cleanup.number());
                case RECOVERS -> text.protectAndSayPanic(() -> text.raise(cleanup.number()));
                case YIELDS -> text.line("YIELD").say(cleanup.number());
                case JOINS -> text.line("ENTER_SCOPE").code("quick").line("SPAWN 0", "JOIN", "POP", "LEAVE_SCOPE")
                        .say(cleanup.number());
            }
        }
    }
}
