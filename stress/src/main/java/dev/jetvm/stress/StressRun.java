package dev.jetvm.stress;

import dev.jetvm.stress.StressReport.CanaryEvidence;
import dev.jetvm.stress.StressReport.TestEvidence;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs the stress tests and writes the evidence report.
 *
 * <p>The exit status of jcstress is 0 even if no test matches or a test cannot be scheduled. This class therefore
 * counts samples: a test without samples has not run, and no clause passes if a canary was not caught.
 */
@Command(name = "jet stress", mixinStandardHelpOptions = true, version = "Jet Reference stress tests", description = "Stress-tests the lock-free parts of the reference runtime with jcstress.", footer = {
        "", "Exit status: 0 all passed, 1 a test failed, 2 a test did not run or a canary was not caught,",
        "64 usage, 70 a fault of this program."})
public final class StressRun implements Callable<Integer> {
    private static final int USAGE = 64;
    private static final int SOFTWARE = 70;
    private static final int ROUNDS = 5;
    private static final String SANITY = "sanity";
    private static final List<String> MODES = List.of(SANITY, "quick", "default", "tough");
    private static final int SANITY_ITERATIONS = 2;
    private static final int SANITY_MILLIS = 300;
    /** Samples after which a test is not repeated in a further round. */
    private static final long SAMPLES_MIN = 1000;

    @Option(names = {"-t",
            "--test"}, paramLabel = "REGEX", description = "only tests whose class name matches; canaries of their packages run too")
    private String test = ".*";

    @Option(names = {"-m",
            "--mode"}, paramLabel = "MODE", defaultValue = "sanity", description = "effort of jcstress: sanity, quick, default or tough (default ${DEFAULT-VALUE})")
    private String mode = "sanity";

    @Option(names = "--shard", paramLabel = "I/N", defaultValue = "1/1", description = "only the Ith of N parts of the tests; canaries of their packages run too")
    private String shard = "1/1";

    @Option(names = "--iterations", paramLabel = "N", description = "rounds of each test (default 2 in mode sanity, otherwise that of the mode)")
    private int iterations;

    @Option(names = "--time", paramLabel = "MS", description = "length of a round in milliseconds (default 300 in mode sanity, otherwise that of the mode)")
    private int millis;

    @Option(names = "--out", paramLabel = "FILE", description = "where the evidence goes (default ./stress.json)")
    private Path out = Path.of("stress.json");

    private final PrintStream console;

    private StressRun(PrintStream console) {
        this.console = console;
    }

    public static void main(String[] args) {
        CommandLine line = new CommandLine(new StressRun(System.out));
        line.setParameterExceptionHandler((exception, _) -> {
            line.getErr().println("jet stress: " + exception.getMessage() + "; --help shows the options");
            return USAGE;
        });
        line.setExecutionExceptionHandler((exception, _, _) -> {
            line.getErr().println("jet stress: " + exception);
            return SOFTWARE;
        });
        System.exit(line.execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        long began = System.nanoTime();
        List<Class<?>> selected = checked().classes();
        if (selected.isEmpty()) {
            console.println("jet stress: no test matches " + test);
            return USAGE;
        }
        Results results = run(selected);
        List<TestEvidence> tests = new ArrayList<>();
        List<CanaryEvidence> canaries = new ArrayList<>();
        for (Class<?> subject : selected) {
            @Nullable
            Clause clause = subject.getAnnotation(Clause.class);
            @Nullable
            Canary canary = subject.getAnnotation(Canary.class);
            if (clause != null) {
                tests.add(results.test(subject, clause));
            } else if (canary != null) {
                canaries.add(results.canary(subject, canary));
            } else {
                throw new IllegalStateException(subject + " says neither its clauses nor that it is a canary");
            }
        }
        StressReport report = StressReport.of(System.getProperty("java.vm.version"),
                Runtime.getRuntime().availableProcessors(), started.toString(), (System.nanoTime() - began) / 1e9,
                tests, canaries);
        write(report);
        print(report);
        return report.exitStatus();
    }

    /** @throws CommandLine.ParameterException if an option has no such value */
    private Selection checked() {
        if (!MODES.contains(mode) || iterations < 0 || millis < 0) {
            throw new CommandLine.ParameterException(new CommandLine(this),
                    "the mode is one of " + MODES + ", --iterations and --time are above 0");
        }
        try {
            return Selection.parse(test, shard);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(new CommandLine(this), String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Runs all subjects. Each further round repeats the subjects with too few samples for twice the time, because the
     * actors of a test rarely run concurrently on a loaded machine.
     */
    private Results run(List<Class<?>> selected) throws Exception {
        Results results = new Results();
        List<Class<?>> left = selected;
        int first = millis > 0 || !mode.equals(SANITY) ? millis : SANITY_MILLIS;
        for (int round = 0; round < ROUNDS && !left.isEmpty(); round++) {
            console.printf("jet stress: round %d, mode %s, %d subjects%n", round + 1, mode, left.size());
            results.add(run(left, first << round));
            left = selected.stream().filter(subject -> !results.isEnough(subject, SAMPLES_MIN)).toList();
        }
        return results;
    }

    /** Runs the subjects in one compilation mode without CPU affinity, which two processors can support. */
    private Collection<TestResult> run(List<Class<?>> subjects, int time) throws Exception {
        String names = subjects.stream().map(subject -> Pattern.quote(subject.getName()) + "$")
                .collect(Collectors.joining("|"));
        Path work = Files.createTempDirectory("jet-stress");
        try {
            Options options = new Options(arguments(names, time, work));
            if (!options.parse()) {
                throw new IllegalStateException("jcstress refuses its options");
            }
            runToTheEnd(new JCStress(options));
            if (Files.notExists(Path.of(options.getResultFile()))) {
                // Nothing ran: every subject has more actors than there are processors. They count as not run.
                return List.of();
            }
            InProcessCollector collector = new InProcessCollector();
            DiskReadCollector reader = new DiskReadCollector(options.getResultFile(), collector);
            reader.dump();
            reader.close();
            Files.deleteIfExists(Path.of(options.getResultFile()));
            return collector.getTestResults();
        } finally {
            try (var files = Files.walk(work)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** A failed test ends in an error after all results are written. They are graded here, so that the report names it. */
    private static void runToTheEnd(JCStress run) throws Exception {
        try {
            run.run();
        } catch (AssertionError failed) {
            System.err.println("jet stress: " + failed.getMessage());
        }
    }

    /** @param time the length of a round; 0 for that of the mode */
    private String[] arguments(String names, int time, Path work) {
        List<String> arguments = new ArrayList<>(List.of("-t", names, "-m", mode, "-f", "1", "-sc", "false", "-af",
                "NONE", "-jvmArgs", "-Xmx512m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED", "-r",
                work.toString()));
        int rounds = iterations > 0 || !mode.equals(SANITY) ? iterations : SANITY_ITERATIONS;
        if (rounds > 0) {
            arguments.addAll(List.of("-iters", Integer.toString(rounds)));
        }
        if (time > 0) {
            arguments.addAll(List.of("-time", Integer.toString(time)));
        }
        return arguments.toArray(String[]::new);
    }

    private void write(StressReport report) throws IOException {
        JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Path target = out.toAbsolutePath();
        Files.createDirectories(target.getParent());
        Path part = target.resolveSibling(target.getFileName() + ".part");
        Files.write(part, mapper.writeValueAsBytes(report));
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** What did not run stands out. */
    private static String shown(String verdict) {
        return verdict.equals("not-run") ? "NOT RUN" : verdict;
    }

    private void print(StressReport report) {
        console.printf("%n%-28s %-8s %12s  clauses%n", "test", "verdict", "samples");
        for (TestEvidence evidence : report.tests()) {
            console.printf("%-28s %-8s %,12d  %s%n", evidence.name(), shown(evidence.verdict()), evidence.samples(),
                    String.join(" ", evidence.clauses()));
            if (evidence.verdict().equals("fail")) {
                evidence.outcomes().forEach(outcome -> console.printf("    %-20s %-24s %,12d%n", outcome.outcome(),
                        outcome.expected(), outcome.count()));
                evidence.messages().forEach(message -> console.println("    " + message));
            }
        }
        for (CanaryEvidence canary : report.canaries()) {
            console.printf("%-28s %-8s %,12d  fault seen %,d times%n", canary.name(),
                    canary.caught() > 0 ? "caught" : "MISSED", canary.samples(), canary.caught());
        }
        console.printf("%nclause     verdict%n");
        report.clauses().forEach(clause -> console.printf("%-10s %-8s %s%n", clause.id(), shown(clause.verdict()),
                String.join(" ", clause.tests())));
        console.printf("%.0f s, evidence in %s%n", report.seconds(), out);
    }
}
