package dev.jetvm.vm.explore;

import dev.jetvm.runtime.sched.PriorityStrategy;
import dev.jetvm.runtime.sched.Schedule;
import dev.jetvm.runtime.sched.Strategy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds the outcomes of a program: all of them by enumeration, or some by schedules that are drawn.
 *
 * @spec SCHED-29
 */
public final class Explorer {
    /**
     * Limits.
     *
     * @param schedules the greatest number of runs
     * @param steps the greatest number of steps of a run
     * @param reduced whether equivalent schedules are left out
     */
    public record Limits(long schedules, long steps, boolean reduced) {
        private static final long INSTRUCTIONS_OF_A_STEP = 1_000;

        /** Returns the greatest number of instructions of a run; one that needs more may never end. */
        public long instructions() {
            return steps * INSTRUCTIONS_OF_A_STEP;
        }
    }

    private final Limits limits;
    private final Trial trial;
    private final LongConsumer progress;
    private final Map<ProgramOutcome, Exploration.Found> found = new LinkedHashMap<>();
    private long schedules;
    private long longest = PriorityStrategy.STEPS;
    private long redundant;
    private String incomplete = "";

    /** @param progress receives the number of runs, after each */
    public Explorer(Program program, Limits limits, LongConsumer progress) {
        this.limits = limits;
        this.trial = new Trial(program, limits.instructions());
        this.progress = progress;
    }

    /** Enumerates the schedules of the program. */
    public Exploration enumerate() {
        Search search = new Search(limits.reduced, limits.steps);
        boolean more = true;
        while (more && schedules + redundant < limits.schedules) {
            search.begin();
            try {
                record(trial.run(search), search.schedule());
            } catch (Search.Cut cut) {
                redundant++;
            }
            progress.accept(schedules + redundant);
            more = search.advance();
        }
        if (more) {
            incomplete = "the limit of %,d schedules was reached".formatted(limits.schedules);
        } else if (search.wasTooLong()) {
            incomplete = "schedules of more than %,d steps were given up".formatted(limits.steps);
        }
        if (search.wasUnsteady()) {
            incomplete = "the program does not repeat itself under the same schedule";
        }
        return result();
    }

    /** Runs the program under schedules that are drawn. @param strategies the strategy of each run, by its number */
    public Exploration sample(LongFunction<Strategy> strategies) {
        for (long run = 0; run < limits.schedules; run++) {
            Schedule.Recorder recorder = new Schedule.Recorder(new Limited(strategies.apply(run), limits.steps));
            try {
                record(trial.run(recorder), recorder.schedule());
            } catch (Search.Cut cut) {
                redundant++;
            }
            progress.accept(run + 1);
        }
        incomplete = "schedules were drawn, not enumerated";
        return result();
    }

    /** Returns strategies of random priorities for {@link #sample}. @param depth number of ordering constraints */
    public LongFunction<Strategy> priorities(int depth, long seed) {
        return run -> new PriorityStrategy(depth, Math.max(1, longest), seed + run);
    }

    /**
     * Returns a schedule with the outcome that has as few preemptions as were found. Schedules with fewer preemptions than the present
     * one are enumerated, those with the fewest first.
     *
     * @param runs the greatest number of runs
     */
    public Exploration.Fewest withFewestPreemptions(Exploration.Found known, long runs) {
        Preempting.Count present = new Preempting.Count(new Schedule.Replay(known.schedule()));
        trial.run(present);
        long left = runs;
        boolean gaveUp = false;
        for (int bound = 0; bound < present.preemptions(); bound++) {
            BoundedSearch search = new BoundedSearch(bound, limits.steps);
            boolean more = true;
            while (more) {
                if (left-- == 0) {
                    return new Exploration.Fewest(known.schedule(), present.preemptions(), false);
                }
                search.begin();
                try {
                    if (known.outcome().equals(trial.run(search))) {
                        return new Exploration.Fewest(search.schedule(), bound, !gaveUp);
                    }
                } catch (Search.Cut cut) {
                    gaveUp = true;
                }
                more = search.advance();
            }
        }
        return new Exploration.Fewest(known.schedule(), present.preemptions(), !gaveUp);
    }

    private void record(@Nullable ProgramOutcome outcome, Schedule schedule) {
        schedules++;
        longest = schedules == 1 ? schedule.tasks().size() : Math.max(longest, schedule.tasks().size());
        if (outcome == null) {
            incomplete = "a run was ended after %,d instructions".formatted(limits.instructions());
            return;
        }
        found.merge(outcome, new Exploration.Found(outcome, schedule, 1),
                (known, _) -> new Exploration.Found(outcome, known.schedule(), known.count() + 1));
    }

    private Exploration result() {
        Shrinker shrinker = new Shrinker(trial);
        List<Exploration.Found> outcomes = new ArrayList<>();
        found.values().forEach(each -> outcomes.add(new Exploration.Found(each.outcome(),
                shrinker.shrink(each.outcome(), each.schedule()), each.count())));
        return new Exploration(outcomes, schedules, redundant, incomplete);
    }
}
