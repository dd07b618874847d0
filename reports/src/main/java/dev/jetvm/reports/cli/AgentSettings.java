package dev.jetvm.reports.cli;

import dev.jetvm.conformance.agent.AgentOptions;
import dev.jetvm.conformance.agent.Budgets;
import dev.jetvm.conformance.agent.CommandLine;
import dev.jetvm.reports.model.ReplayFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that select the implementation and set its time limits. */
final class AgentSettings {
    /** A run while one works on an implementation should not take long; continuous integration tries all samples. */
    private static final String DEFAULT_EFFORT = "0.2";

    @Option(names = "--impl", paramLabel = "CMD", description = "Command that starts the implementation (default: the bundled reference).")
    @Nullable
    String impl;

    @Option(names = "--memory", paramLabel = "FORM", description = "Memory of the bundled reference: fast, or checked, which finds wild addresses (default: fast).")
    @Nullable
    String memory;

    @Option(names = "--compilers", paramLabel = "WHICH", description = "Compilers of Java that the bundled reference runs with: quick, which starts fastest, or all, whose code shows other races (default: quick).")
    @Nullable
    String compilers;

    @Option(names = "--timeout", paramLabel = "MS", description = "Budget of one answer in milliseconds (default: 5000).")
    @Nullable
    Long timeout;

    @Option(names = "--time-scale", paramLabel = "X", defaultValue = "1", description = "Multiply every time budget, for slow machines (default: ${DEFAULT-VALUE}).")
    double timeScale = 1;

    @Option(names = "--budget-factor", paramLabel = "X", description = "Multiply every time budget by X, at least 1, instead of the factor that is measured at the start of the run and named in the report.")
    @Nullable
    Double budgetFactor;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of every random choice; the report names it (default: fresh).")
    @Nullable
    Long seed;

    @Option(names = "--effort", paramLabel = "X", defaultValue = DEFAULT_EFFORT, description = "Multiply the number of samples of each property, 1,000 of most, by X; below 1 also the repetitions of races (default: ${DEFAULT-VALUE}).")
    double effort = Double.parseDouble(DEFAULT_EFFORT);

    @Option(names = "--validate", description = "Check every line in both directions against its JSON Schema.")
    boolean validate;

    @Option(names = "--param", paramLabel = "NAME=VALUE", description = "Configure agents with this option in every case that does not set it itself, e.g. gc.stress=allocation (repeatable).")
    Map<String, String> params = new LinkedHashMap<>();

    /** Takes settings that the user did not give from a replay file. A given setting is kept. */
    void otherwise(ReplayFile file) {
        if (impl == null) {
            impl = file.agent().impl();
        }
        if (timeout == null) {
            timeout = file.agent().timeout();
        }
        if (timeScale == 1) {
            timeScale = file.agent().timeScale();
        }
        Double measured = file.agent().budgetFactor();
        if (budgetFactor == null && measured != null) {
            budgetFactor = measured;
        }
        if (seed == null && file.seed().matches("-?[0-9]{1,18}")) {
            seed = Long.valueOf(file.seed());
        }
        if (file.params() != null) {
            file.params().forEach(params::putIfAbsent);
        }
    }

    /**
     * The settings as recorded in a replay file.
     *
     * @param factor the budget factor of the run
     * @param exec the command that starts programs, as given by the user
     */
    ReplayFile.Agent forReplay(double factor, @Nullable String exec) {
        return new ReplayFile.Agent(impl, timeout, timeScale, factor, exec);
    }

    /** The command, split into words. */
    List<String> command() {
        String given = impl;
        if (given == null) {
            return bundled();
        }
        requireNoReferenceOptions("--impl");
        try {
            return CommandLine.parse(given);
        } catch (IllegalArgumentException e) {
            throw new UsageError("--impl: " + e.getMessage());
        }
    }

    /** @throws UsageError if an option of the bundled reference was given, with the option that it does not go with */
    void requireNoReferenceOptions(String option) {
        if (memory != null || compilers != null) {
            throw new UsageError((memory != null ? "--memory" : "--compilers")
                    + " is for the bundled reference and not for " + option);
        }
    }

    /** The command as given by the user. */
    String commandText() {
        return impl == null ? "the bundled reference" : impl;
    }

    private static Path jar() {
        String named = System.getProperty("jet.reference");
        Path jar = named == null
                ? Path.of(System.getProperty("jet.root", "."), "reference-vm", "target", "jet.jar")
                : Path.of(named);
        if (!Files.exists(jar)) {
            throw new UsageError("the bundled reference is not built (" + jar
                    + " is missing); run ./jet conformance, which builds it, or name yours with --impl");
        }
        return jar;
    }

    private static String java() {
        return System.getProperty("jet.java", Path.of(System.getProperty("java.home"), "bin", "java").toString());
    }

    /** The command that starts the bundled reference. */
    static List<String> reference() {
        Path jar = jar();
        // The flags must be those of the launcher, because an ahead-of-time cache is valid only with the flags it was
        // created with.
        return List.of(java(), "-XX:AOTCache=" + jar.resolveSibling("jet.aot"), "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-Xlog:disable", "-Xlog:all=error:stderr", "-jar", jar.toString(), "agent");
    }

    /** The template of the command with which the launcher starts a program in the bundled reference. */
    List<String> bundledProgram() {
        Path jar = jar();
        List<String> command = new ArrayList<>(List.of(java(), "-XX:AOTCache=" + jar.resolveSibling("jet-run.aot"),
                "-XX:+UseSerialGC", "-XX:-UseCompressedOops", "-Xlog:disable", "-Xlog:all=error:stderr",
                "-Xlog:aot*=off:stderr"));
        if (compilers == null || choice("--compilers", compilers, "quick", "all").equals("quick")) {
            // A program of a case ends before the other compiler pays.
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.addAll(List.of("-jar", jar.toString(), "run"));
        if (memory != null) {
            command.addAll(List.of("--memory", choice("--memory", memory, "fast", "checked")));
        }
        command.addAll(List.of("{module}", "{options}", "{args}"));
        return command;
    }

    private List<String> bundled() {
        List<String> command = new ArrayList<>(reference());
        if (compilers != null && !choice("--compilers", compilers, "quick", "all").equals("quick")) {
            command.removeIf(flag -> flag.startsWith("-XX:AOTCache=") || flag.startsWith("-XX:TieredStopAtLevel="));
        }
        if (memory != null) {
            command.addAll(List.of("--memory", choice("--memory", memory, "fast", "checked")));
        }
        return command;
    }

    private static String choice(String option, String given, String first, String second) {
        if (!given.equals(first) && !given.equals(second)) {
            throw new UsageError("%s is %s or %s, not %s".formatted(option, first, second, given));
        }
        return given;
    }

    Budgets budgets() {
        Budgets budgets = Budgets.DEFAULT;
        if (timeout != null) {
            if (timeout < 1) {
                throw new UsageError("--timeout is at least 1 millisecond");
            }
            budgets = new Budgets(budgets.start(), Duration.ofMillis(timeout), budgets.quiet(), budgets.grace());
        }
        if (!(timeScale > 0) || timeScale > 1e6) {
            throw new UsageError("--time-scale is a number above 0, not " + timeScale);
        }
        return budgets.scaled(timeScale);
    }

    /** The factor given by the user; null if it is to be measured. */
    @Nullable
    Double budgetFactor() {
        Double given = budgetFactor;
        if (given != null && !(given >= 1 && given <= 1000)) {
            throw new UsageError("--budget-factor is a number from 1 to 1000, not " + given);
        }
        return given;
    }

    AgentOptions options(int agents, long runSeed) {
        if (!(effort > 0) || effort > 10_000) {
            throw new UsageError("--effort is a number above 0 and at most 10000, not " + effort);
        }
        return new AgentOptions(command(), budgets(), agents, runSeed, validate, AgentOptions.DEFAULT_RESTART_CAP,
                params, effort);
    }

    /** The {@code --impl} option quoted for a shell, preceded by a blank; empty for the bundled reference. */
    String implOption() {
        return quoted("--impl", impl);
    }

    /** An option quoted for a shell, preceded by a blank; empty if it was not given. */
    static String quoted(String option, @Nullable String given) {
        return given == null ? "" : " " + option + " '" + given.replace("'", "'\\''") + "'";
    }

    /** The options that a command needs to run a case of this implementation again. */
    String repro(long runSeed) {
        StringBuilder text = new StringBuilder(implOption());
        if (memory != null) {
            text.append(" --memory ").append(memory);
        }
        if (compilers != null) {
            text.append(" --compilers ").append(compilers);
        }
        if (timeout != null) {
            text.append(" --timeout ").append(timeout);
        }
        if (timeScale != 1) {
            text.append(" --time-scale ").append(timeScale);
        }
        if (effort != Double.parseDouble(DEFAULT_EFFORT)) {
            text.append(" --effort ").append(effort);
        }
        params.forEach((name, value) -> text.append(" --param ").append(name).append('=').append(value));
        return text.append(" --seed ").append(runSeed).toString();
    }
}
