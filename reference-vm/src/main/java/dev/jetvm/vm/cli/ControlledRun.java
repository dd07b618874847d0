package dev.jetvm.vm.cli;

import dev.jetvm.runtime.sched.PriorityStrategy;
import dev.jetvm.runtime.sched.RandomStrategy;
import dev.jetvm.runtime.sched.Schedule;
import dev.jetvm.runtime.sched.StayingStrategy;
import dev.jetvm.runtime.sched.Strategy;
import dev.jetvm.vm.interp.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of {@code jet run} for a run whose schedule is chosen, recorded or repeated. */
final class ControlledRun {
    @Option(names = "--schedule", paramLabel = "HOW", converter = ScheduleChoice.Converter.class, //
            description = "Who goes on at each step: random, pct:D (priorities that change D-1 times), or dfs (each task as far as it can).")
    private @Nullable ScheduleChoice schedule;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of --schedule (default: taken from the clock, and told). Without "
            + "--schedule it fixes only the choices of the scheduler, not which thread is faster; with --set scheduler.threads=1 "
            + "only preemption after a time slice is left to chance.")
    private @Nullable Long seed;

    @Option(names = "--record", paramLabel = "FILE", description = "Write the schedule of this run there, for --replay; - is standard error.")
    private @Nullable Path record;

    @Option(names = "--replay", paramLabel = "FILE", description = "Repeat a recorded schedule; a file, or the schedule itself, as 0*3 1 0.")
    private @Nullable String replay;

    private Schedule.@Nullable Recorder recorder;

    /** Returns what supplies the strategy of a controlled run, or null for a run on threads. */
    @Nullable
    Supplier<Strategy> strategy(ProgramOptions program, PrintWriter err) {
        if (replay != null && (schedule != null || seed != null)) {
            throw new CommandFailure(Jet.USAGE, "--replay chooses every step; leave out --schedule and --seed");
        }
        if (record != null && replay == null && schedule == null) {
            throw new CommandFailure(Jet.USAGE, "a run on threads has no schedule to record; add --schedule");
        }
        if (seed != null && seed < 0) {
            throw new CommandFailure(Jet.USAGE, "--seed is a number from 0, not " + seed);
        }
        if (replay != null) {
            return recording(new Schedule.Replay(read(replay)));
        }
        if (schedule == null) {
            if (seed != null) {
                program.set("scheduler.seed", seed.toString());
            }
            return null;
        }
        return recording(chosen(schedule, err));
    }

    private Strategy chosen(ScheduleChoice choice, PrintWriter err) {
        if (choice.kind().equals(ScheduleChoice.DFS)) {
            return new StayingStrategy();
        }
        long first = seed == null ? System.nanoTime() >>> 1 : seed;
        if (seed == null) {
            err.println("jet: seed " + first + "; --seed " + first + " repeats this run");
            err.flush();
        }
        return choice.kind().equals(ScheduleChoice.RANDOM)
                ? new RandomStrategy(first)
                : new PriorityStrategy(choice.depth(), PriorityStrategy.STEPS, first);
    }

    private Supplier<Strategy> recording(Strategy strategy) {
        if (record == null) {
            return () -> strategy;
        }
        Schedule.Recorder fresh = new Schedule.Recorder(strategy);
        recorder = fresh;
        return () -> fresh;
    }

    private static Schedule read(String text) {
        try {
            if (text.isBlank() || Character.isDigit(text.charAt(0)) && !Files.exists(Path.of(text))) {
                return Schedule.parse(text);
            }
            return Schedule.parse(Files.readString(Path.of(text)));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(Jet.USAGE, "--replay " + text + ": " + e.getMessage());
        } catch (IOException e) {
            throw new CommandFailure(Jet.USAGE, "--replay " + text + ": " + FileProblem.reason(e));
        }
    }

    /** Carries out a run, and writes its schedule, whatever becomes of it. */
    Outcome recorded(Supplier<Outcome> run, PrintWriter err) {
        try {
            return run.get();
        } catch (Schedule.Mismatch e) {
            throw new CommandFailure(ModuleFile.REFUSED, "--replay: " + e.getMessage());
        } finally {
            write(err);
        }
    }

    private void write(PrintWriter err) {
        if (record == null || recorder == null) {
            return;
        }
        String text = recorder.schedule().toString();
        if (record.toString().equals("-")) {
            err.println(text);
            err.flush();
            return;
        }
        try {
            Files.writeString(record, text + "\n");
        } catch (IOException e) {
            throw new CommandFailure(Jet.USAGE, "--record " + record + ": " + FileProblem.reason(e));
        }
    }
}
