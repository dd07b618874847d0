package dev.jetvm.conformance.property;

import dev.jetvm.conformance.model.Run;
import dev.jetvm.conformance.model.TaskTreeModel;
import dev.jetvm.conformance.model.TaskTreeModel.Child;
import dev.jetvm.conformance.model.TaskTreeModel.Children;
import dev.jetvm.conformance.model.TaskTreeModel.End;
import dev.jetvm.conformance.model.TaskTreeModel.Group;
import dev.jetvm.conformance.model.TaskTreeModel.Race;
import dev.jetvm.conformance.model.TaskTreeModel.Step;
import dev.jetvm.conformance.model.TaskTreeModel.Task;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** A random program of the {@link TaskTreeModel}. */
record TaskTreeProgram(Task root) {
    private static final int NUMBERS = 99;
    private static final int NESTING = 3;
    private static final int MOST_STEPS = 3;
    private static final int MOST_TASKS = 4;
    private static final String NEVER = "never";
    /** Slots of a task: what it has received, the tasks that it joins, the map of a panic. */
    private static final int RECEIVED = 1;
    private static final int TASKS = 2;
    private static final int MAP = 3;

    static Arbitrary<TaskTreeProgram> any() {
        Arbitrary<End> ends = Arbitraries.frequency(Tuple.of(3, End.RETURNS), Tuple.of(2, End.PANICS),
                Tuple.of(1, End.DIVIDES));
        return tasks(NESTING, ends, Arbitraries.just(End.RETURNS)).map(TaskTreeProgram::new)
                .filter(program -> TaskTreeModel.run(program.root) != null);
    }

    /**
     * @param ends of tasks that belong to the same scope as this one
     * @param end of this task
     */
    private static Arbitrary<Task> tasks(int nesting, Arbitrary<End> ends, Arbitrary<End> end) {
        Arbitrary<Integer> number = Arbitraries.integers().between(1, NUMBERS);
        if (nesting == 0) {
            return Combinators.combine(number, end).as((value, last) -> new Task(value, List.of(), last));
        }
        Arbitrary<End> returns = Arbitraries.just(End.RETURNS);
        Arbitrary<Task> child = tasks(nesting - 1, ends, ends);
        Arbitrary<Task> member = tasks(nesting - 1, returns, returns);
        Arbitrary<Task> loser = tasks(nesting - 1, returns, Arbitraries.of(End.PANICS, End.DIVIDES));
        Arbitrary<Step> alone = Combinators.combine(child, Arbitraries.frequency(Tuple.of(1, 0), Tuple.of(5, 1),
                Tuple.of(2, 2)), Arbitraries.of(true, true, false)).as(Child::new);
        Arbitrary<Step> children = Combinators.combine(child.list().ofMinSize(2).ofMaxSize(MOST_TASKS),
                Arbitraries.of(false, true)).as(Children::new);
        Arbitrary<Step> group = member.list().ofMaxSize(MOST_TASKS).map(Group::new);
        Arbitrary<Step> race = Combinators.combine(Arbitraries.integers().between(0, MOST_TASKS), loser)
                .as(Race::new);
        Arbitrary<List<Step>> steps = Arbitraries.frequencyOf(Tuple.of(4, alone), Tuple.of(2, children),
                Tuple.of(1, group), Tuple.of(2, race)).list().ofMinSize(1).ofMaxSize(MOST_STEPS);
        return Combinators.combine(number, steps, end).as(Task::new);
    }

    Run expected() {
        return Objects.requireNonNull(TaskTreeModel.run(root));
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
                text.channel(NEVER);
                text.code(task(root)).line("CALL 0", "PRINT", "NIL", "RETURN");
            });
            text.function("waits", 0, () -> text.receive(NEVER).line("NIL", "RETURN"));
            text.function("yields", 0, () -> text.line("again:", "YIELD", "LOOP again"));
            return text.toString();
        }

        private String task(Task task) {
            String name = "task" + text.number();
            text.function(name, 0, () -> {
                text.constant(task.number()).line("NEW_LIST 1").store(RECEIVED);
                task.steps().forEach(this::step);
                switch (task.end()) {
                    case RETURNS -> {
                        // as below
                    }
                    case PANICS -> text.raise(task.number());
                    case DIVIDES -> text.divide();
                }
                text.local(RECEIVED).line("RETURN");
            });
            return name;
        }

        private void step(Step step) {
            text.line("NEW_LIST 0").store(TASKS);
            switch (step) {
                case Child child -> {
                    spawn(task(child.task()));
                    for (int k = 0; k < child.joins(); k++) {
                        if (child.recovers()) {
                            recover(() -> join(0));
                        } else {
                            join(0);
                        }
                    }
                }
                case Children children -> {
                    children.tasks().forEach(task -> spawn(task(task)));
                    int count = children.tasks().size();
                    for (int k = 0; k < count; k++) {
                        int at = children.reverse() ? count - 1 - k : k;
                        recover(() -> join(at));
                    }
                }
                case Group group -> {
                    text.line("ENTER_SCOPE");
                    group.tasks().forEach(task -> spawn(task(task)));
                    text.line("LEAVE_SCOPE");
                    joinAll(group.tasks().size());
                }
                case Race race -> {
                    text.line("ENTER_SCOPE");
                    for (int k = 0; k < race.waiting(); k++) {
                        spawn(k % 2 == 0 ? "waits" : "yields");
                    }
                    spawn(task(race.task()));
                    recover(() -> text.line("LEAVE_SCOPE"));
                    joinAll(race.waiting() + 1);
                }
            }
        }

        private void spawn(String name) {
            text.local(TASKS).code(name).line("SPAWN 0", "LIST_PUSH");
        }

        private void joinAll(int count) {
            for (int k = 0; k < count; k++) {
                int at = k;
                recover(() -> join(at));
            }
        }

        private void join(int number) {
            text.local(RECEIVED).local(TASKS).constant(number).line("GET_INDEX", "JOIN", "LIST_PUSH");
        }

        private void recover(Runnable body) {
            text.protect(body, () -> {
                text.store(MAP);
                for (String key : List.of("code", "value")) {
                    text.local(RECEIVED).local(MAP).text(key).line("GET_INDEX", "LIST_PUSH");
                }
            });
        }
    }
}
