package dev.jetvm.runtime.sched;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The choices of a controlled run: which task executed each step. The text form joins consecutive steps of a task:
 * {@code 0*3 1 0*2} are three steps of task 0, one of task 1 and two of task 0. Words behind them name what a task picked where it
 * chose by chance, in order: {@code 1=0,2} if task 1 picked 0 and then 2. Picks that are all 0 are left out.
 *
 * @param tasks number of the task of each step
 * @param picks what each task picked, by its number
 * @spec SCHED-28
 */
public record Schedule(List<Long> tasks, Map<Long, List<Integer>> picks) {
    private static final Pattern RUN = Pattern.compile("([0-9]{1,18})(?:\\*([1-9][0-9]{0,8}))?");
    private static final Pattern PICKS = Pattern.compile("([0-9]{1,18})=([0-9]{1,9}(?:,[0-9]{1,9})*)");
    /** The greatest number of steps that {@link #parse} accepts. */
    private static final int STEPS_MAX = 10_000_000;

    public Schedule {
        tasks = List.copyOf(tasks);
        Map<Long, List<Integer>> some = new TreeMap<>();
        picks.forEach((task, picked) -> {
            if (picked.stream().anyMatch(pick -> pick != 0)) {
                some.put(task, List.copyOf(picked));
            }
        });
        picks = Collections.unmodifiableMap(some);
    }

    /**
     * Reads the text form. Words are separated by white space.
     *
     * @throws IllegalArgumentException with the position of the wrong word
     */
    public static Schedule parse(String text) {
        List<Long> tasks = new ArrayList<>();
        Map<Long, List<Integer>> picks = new HashMap<>();
        int position = 0;
        for (String word : text.strip().split("\\s+")) {
            position++;
            Matcher picked = PICKS.matcher(word);
            if (picked.matches()) {
                picks.put(Long.valueOf(picked.group(1)),
                        Arrays.stream(picked.group(2).split(",")).map(Integer::valueOf).toList());
                continue;
            }
            Matcher run = RUN.matcher(word);
            if (!run.matches()) {
                throw new IllegalArgumentException(
                        "word %d, '%s', is not TASK or TASK*STEPS".formatted(position, word));
            }
            int steps = run.group(2) == null ? 1 : Integer.parseInt(run.group(2));
            if (tasks.size() + (long) steps > STEPS_MAX) {
                throw new IllegalArgumentException("more than %,d steps at word %d".formatted(STEPS_MAX, position));
            }
            Long task = Long.valueOf(run.group(1));
            for (int k = 0; k < steps; k++) {
                tasks.add(task);
            }
        }
        return new Schedule(tasks, picks);
    }

    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(" ");
        int at = 0;
        while (at < tasks.size()) {
            int end = at;
            while (end < tasks.size() && tasks.get(end).equals(tasks.get(at))) {
                end++;
            }
            text.add(end - at == 1 ? tasks.get(at).toString() : tasks.get(at) + "*" + (end - at));
            at = end;
        }
        picks.forEach((task, picked) -> text
                .add(task + "=" + picked.stream().map(String::valueOf).collect(Collectors.joining(","))));
        return text.toString();
    }

    /** Returns what a task picks next. @param picked how often each task has picked */
    public int pick(long task, Map<Long, Integer> picked) {
        int number = picked.merge(task, 1, Integer::sum) - 1;
        List<Integer> known = picks.getOrDefault(task, List.of());
        return number < known.size() ? known.get(number) : 0;
    }

    /** Records what another strategy chooses. */
    public static final class Recorder implements Strategy {
        private final Strategy strategy;
        private final List<Long> tasks = new ArrayList<>();
        private final Map<Long, List<Integer>> picks = new HashMap<>();

        public Recorder(Strategy strategy) {
            this.strategy = strategy;
        }

        @Override
        public ScheduledTask choose(List<ScheduledTask> ready, @Nullable ScheduledTask last) {
            ScheduledTask chosen = strategy.choose(ready, last);
            tasks.add(chosen.id());
            return chosen;
        }

        @Override
        public int pick(int choices) {
            int picked = strategy.pick(choices);
            picks.computeIfAbsent(tasks.getLast(), _ -> new ArrayList<>()).add(picked);
            return picked;
        }

        @Override
        public void quiescent() {
            strategy.quiescent();
        }

        /** Returns the choices so far. */
        public Schedule schedule() {
            return new Schedule(tasks, picks);
        }
    }

    /** A recorded schedule does not fit the program. */
    public static final class Mismatch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Mismatch(String message) {
            super(message);
        }
    }

    /** Repeats a schedule; asks nothing else. */
    public static final class Replay implements Strategy {
        private final Schedule schedule;
        private final Map<Long, Integer> picked = new HashMap<>();
        private int step;

        public Replay(Schedule schedule) {
            this.schedule = schedule;
        }

        /** @throws Mismatch if the schedule has ended or its task is not ready */
        @Override
        public ScheduledTask choose(List<ScheduledTask> ready, @Nullable ScheduledTask last) {
            if (step == schedule.tasks.size()) {
                throw new Mismatch("the schedule ends after step %d, but the program does not".formatted(step));
            }
            long number = schedule.tasks.get(step++);
            return ready.stream().filter(task -> task.id() == number).findFirst()
                    .orElseThrow(
                            () -> new Mismatch("step %d of the schedule is of task %d, which is not ready; ready are %s"
                                    .formatted(step, number, ready.stream().map(ScheduledTask::id).toList())));
        }

        /** @throws Mismatch if there are fewer choices than the schedule says */
        @Override
        public int pick(int choices) {
            int pick = schedule.pick(schedule.tasks.get(step - 1), picked);
            if (pick >= choices) {
                throw new Mismatch("step %d of the schedule picks %d, but there are %d choices".formatted(step, pick,
                        choices));
            }
            return pick;
        }

        /** Returns whether every step was executed. */
        public boolean isComplete() {
            return step == schedule.tasks.size();
        }
    }
}
