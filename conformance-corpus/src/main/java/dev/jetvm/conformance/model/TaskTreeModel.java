package dev.jetvm.conformance.model;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that spawn tasks and end with a result or a panic. The result of a task is a list of its number and of what
 * it has received: the results of other tasks, and the code and the value of each panic that it has recovered. Only
 * the root task prints.
 */
public final class TaskTreeModel {
    private static final String USER = "\"user\"";

    /** What a task does. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
    public sealed interface Step {}

    /**
     * Spawns a task and joins it.
     *
     * @param joins how often
     * @param recovers whether each JOIN is in a protected part
     */
    public record Child(Task task, int joins, boolean recovers) implements Step {}

    /** Spawns tasks and joins all, in this order or the reverse, in protected parts. */
    public record Children(List<Task> tasks, boolean reverse) implements Step {}

    /** Spawns tasks, which do not panic, into a scope, and joins them when it has closed. */
    public record Group(List<Task> tasks) implements Step {}

    /** Spawns tasks that do not end by themselves and one that panics into a scope. All are joined after its end. */
    public record Race(int waiting, Task task) implements Step {}

    /** How a task ends. */
    public enum End {
        RETURNS, PANICS, DIVIDES
    }

    /** @param number the value of its panic, too */
    public record Task(int number, List<Step> steps, End end) {}

    private static final class Panic extends Exception {
        private static final long serialVersionUID = 1;
        final String code;
        final String value;

        Panic(String code, String value) {
            super(code, null, false, false);
            this.code = code;
            this.value = value;
        }
    }

    /** What becomes of a task. */
    private record Ended(String result, @Nullable Panic panic) {
        String join() throws Panic {
            if (panic != null) {
                throw panic;
            }
            return result;
        }
    }

    /** Panics of tasks of the root scope that no task has joined. */
    private final List<Panic> unjoined = new ArrayList<>();

    private TaskTreeModel() {}

    /** @return null if the order of several tasks decides how the run ends */
    public static @Nullable Run run(Task root) {
        TaskTreeModel model = new TaskTreeModel();
        Ended ended = model.execute(root);
        if (ended.panic != null) {
            return Run.panicked(List.of(), ended.panic.code.replace("\"", ""));
        }
        List<String> printed = List.of(ended.result);
        return switch (model.unjoined.size()) {
            case 0 -> Run.returned(printed);
            case 1 -> Run.panicked(printed, model.unjoined.getFirst().code.replace("\"", ""));
            default -> null;
        };
    }

    private Ended execute(Task task) {
        List<String> received = new ArrayList<>(List.of(Integer.toString(task.number)));
        try {
            for (Step step : task.steps) {
                step(step, received);
            }
        } catch (Panic panic) {
            return new Ended("", panic);
        }
        return switch (task.end) {
            case RETURNS -> new Ended(received.toString(), null);
            case PANICS -> new Ended("", new Panic(USER, Integer.toString(task.number)));
            case DIVIDES -> new Ended("", new Panic("\"division-by-zero\"", "nil"));
        };
    }

    private void step(Step step, List<String> received) throws Panic {
        switch (step) {
            case Child child -> {
                Ended ended = execute(child.task);
                if (ended.panic != null && child.joins == 0) {
                    unjoined.add(ended.panic);
                }
                for (int k = 0; k < child.joins; k++) {
                    if (child.recovers) {
                        recover(ended, received);
                    } else {
                        received.add(ended.join());
                    }
                }
            }
            case Children children -> {
                List<Ended> all = children.tasks.stream().map(this::execute).toList();
                (children.reverse ? all.reversed() : all).forEach(ended -> recover(ended, received));
            }
            case Group group -> group.tasks.stream().map(this::execute).forEach(ended -> recover(ended, received));
            case Race race -> {
                Ended ended = execute(race.task);
                // The end of the scope panics as the task does.
                recover(ended, received);
                for (int k = 0; k < race.waiting; k++) {
                    recover(new Ended("", new Panic("\"cancelled\"", "nil")), received);
                }
                recover(ended, received);
            }
        }
    }

    private static void recover(Ended ended, List<String> received) {
        try {
            received.add(ended.join());
        } catch (Panic panic) {
            received.add(panic.code);
            received.add(panic.value);
        }
    }
}
