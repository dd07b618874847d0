package dev.jetvm.vm.cli;

import dev.jetvm.runtime.sched.RandomStrategy;
import dev.jetvm.vm.explore.Exploration;
import dev.jetvm.vm.explore.Exploration.Fewest;
import dev.jetvm.vm.explore.Exploration.Found;
import dev.jetvm.vm.explore.Explorer;
import dev.jetvm.vm.explore.Lanes;
import dev.jetvm.vm.explore.LanesText;
import dev.jetvm.vm.explore.Program;
import dev.jetvm.vm.explore.ProgramOutcome;
import dev.jetvm.vm.interp.UnsupportedInstruction;
import dev.jetvm.vm.text.Printable;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The command {@code jet explore}: finds the outcomes of a program under all schedules, or under many. */
@Command(name = "explore", mixinStandardHelpOptions = true, //
        description = "Find every outcome that a small program can have, whatever the order of its tasks.", //
        footer = {"", "Time is virtual: it passes only when no task can run.", //
                "A schedule lists the task of each step: 0*3 1 is three steps of task 0, then one of task 1.", //
                "jet run --replay repeats it.", //
                "Exit status: 0 no outcome is a panic, 1 one is, or the program was refused, 64 usage, 70 our own fault.", //
                "Example: jet explore litmus.jasm"})
final class ExploreCommand implements Callable<Integer> {
    private static final long PROGRESS_NANOS = 2_000_000_000L;
    /** Runs of a program whose schedules are drawn, unless the user sets it. */
    private static final long DRAWN = 1_000;
    /** Runs, for each outcome, in search of a schedule with fewer preemptions. */
    private static final long RUNS_FOR_FEWEST = 2_000;

    @Mixin(name = ProgramOptions.NAME)
    private ProgramOptions program = new ProgramOptions();

    @Option(names = "--schedule", paramLabel = "HOW", defaultValue = "dfs", converter = ScheduleChoice.Converter.class, //
            description = "dfs enumerates; random and pct:D draw (default: ${DEFAULT-VALUE}).")
    private ScheduleChoice schedule = new ScheduleChoice(ScheduleChoice.DFS, 0);

    @Option(names = "--seed", paramLabel = "N", description = "Where random and pct begin (default: taken from the clock, and told).")
    private long seed = -1;

    @Option(names = "--schedules", paramLabel = "N", defaultValue = "100000", //
            description = "Run at most so many schedules (default: ${DEFAULT-VALUE}; 1000 for random and pct).")
    private long schedules;

    @Option(names = "--most-steps", paramLabel = "N", defaultValue = "10000", //
            description = "Give a schedule up after so many steps (default: ${DEFAULT-VALUE}).")
    private long steps;

    @Option(names = "--no-reduction", description = "Run schedules too that differ only in the order of independent steps.")
    private boolean unreduced;

    @Option(names = "--lanes", description = "Show the steps of every outcome's schedule, not only of panics.")
    private boolean lanes;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (schedules < 1 || steps < 1) {
            throw new CommandFailure(Jet.USAGE, "--schedules and --most-steps are numbers from 1");
        }
        PrintWriter out = spec.commandLine().getOut();
        Program runs = (strategy, output) -> program.load(output, strategy);
        Explorer explorer = new Explorer(runs, limits(mostSchedules()), progress());
        Exploration found;
        List<Fewest> simplest;
        try {
            found = explore(explorer);
            simplest = found.outcomes().stream().map(each -> explorer.withFewestPreemptions(each, RUNS_FOR_FEWEST))
                    .toList();
        } catch (UnsupportedInstruction e) {
            throw new CommandFailure(ModuleFile.REFUSED, program.file() + ": " + e.getMessage());
        }
        if (json) {
            out.println(Printable.json(json(found, simplest).toString()));
        } else {
            print(found, simplest, runs, out);
        }
        StandardOutput.check(out);
        return found.outcomes().stream().anyMatch(each -> each.outcome().isPanic()) ? 1 : 0;
    }

    private boolean isDrawn() {
        return !schedule.kind().equals(ScheduleChoice.DFS);
    }

    private long mostSchedules() {
        boolean given = spec.commandLine().getParseResult().hasMatchedOption("--schedules");
        return isDrawn() && !given ? DRAWN : schedules;
    }

    private Exploration explore(Explorer explorer) {
        if (!isDrawn()) {
            return explorer.enumerate();
        }
        long first = seed >= 0 ? seed : System.nanoTime() >>> 1;
        if (!json) {
            spec.commandLine().getOut().println("seed " + first);
        }
        return explorer.sample(schedule.kind().equals(ScheduleChoice.RANDOM)
                ? run -> new RandomStrategy(first + run)
                : explorer.priorities(schedule.depth(), first));
    }

    private Explorer.Limits limits(long most) {
        return new Explorer.Limits(most, steps, !unreduced);
    }

    /** Says how far it is, on a terminal, once it takes long. */
    private LongConsumer progress() {
        if (!StandardStream.ERR.isTerminal()) {
            return _ -> {};
        }
        PrintWriter err = spec.commandLine().getErr();
        long[] due = {System.nanoTime() + PROGRESS_NANOS};
        return runs -> {
            if (System.nanoTime() - due[0] > 0) {
                due[0] = System.nanoTime() + PROGRESS_NANOS;
                err.printf(Locale.ROOT, "%,d schedules ...%n", runs);
                err.flush();
            }
        };
    }

    // --- results ---

    private void print(Exploration found, List<Fewest> simplest, Program runs, PrintWriter out) {
        out.printf(Locale.ROOT, "%d outcome%s, %s: %,d schedules, %,d equivalent ones left out early%n",
                found.outcomes().size(), found.outcomes().size() == 1 ? "" : "s",
                found.isComplete() ? "complete" : "not complete", found.schedules(), found.redundant());
        if (!found.isComplete()) {
            out.println("there may be more: " + found.incomplete());
        }
        int number = 0;
        for (Found each : found.outcomes()) {
            Fewest simple = simplest.get(number);
            out.printf(Locale.ROOT, "%n%d. %s%n   by %,d schedules, for example: %s (%s)%n", ++number,
                    Printable.text(text(each.outcome())), each.count(), simple.schedule(), text(simple));
            if (lanes || each.outcome().isPanic()) {
                LanesText.of(Lanes.of(runs, simple.schedule(), limits(1).instructions()))
                        .forEach(line -> out.println("   " + Printable.text(line)));
            }
        }
    }

    private static String text(Fewest simple) {
        String count = switch (simple.preemptions()) {
            case 0 -> "no preemption";
            case 1 -> "1 preemption";
            default -> simple.preemptions() + " preemptions";
        };
        return simple.isProven() ? count : count + ", perhaps not the fewest";
    }

    private static String text(ProgramOutcome outcome) {
        String output = outcome.output().isEmpty() ? "" : ", output \"" + outcome.output().replace("\n", "\\n") + "\"";
        String message = outcome.message().isEmpty() ? "" : ": " + outcome.message();
        return outcome.status() + " " + outcome.value() + message + output;
    }

    private ObjectNode json(Exploration found, List<Fewest> simplest) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("complete", found.isComplete());
        if (!found.isComplete()) {
            node.put("incomplete", found.incomplete());
        }
        node.put("schedules", found.schedules()).put("redundant", found.redundant());
        ArrayNode outcomes = node.putArray("outcomes");
        for (int k = 0; k < simplest.size(); k++) {
            Found each = found.outcomes().get(k);
            Fewest simple = simplest.get(k);
            ProgramOutcome outcome = each.outcome();
            ObjectNode entry = outcomes.addObject().put("status", outcome.status())
                    .put(outcome.isPanic() ? "panic" : "result", outcome.value());
            if (outcome.isPanic()) {
                entry.put("message", outcome.message());
            }
            entry.put("stdout", outcome.output()).put("schedules", each.count())
                    .put("schedule", simple.schedule().toString()).put("preemptions", simple.preemptions())
                    .put("fewest", simple.isProven());
        }
        return node;
    }
}
