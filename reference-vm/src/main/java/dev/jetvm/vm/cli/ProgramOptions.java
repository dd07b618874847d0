package dev.jetvm.vm.cli;

import dev.jetvm.vm.options.RuntimeOptions;
import dev.jetvm.vm.options.OptionException;
import dev.jetvm.runtime.gc.HeapOptions;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.sched.Strategy;
import dev.jetvm.runtime.type.TypeOptions;
import dev.jetvm.runtime.value.ValueModel;
import dev.jetvm.vm.fast.Engines;
import dev.jetvm.vm.interp.BootPhase;
import dev.jetvm.vm.interp.Outcome;
import dev.jetvm.vm.link.Linker;
import dev.jetvm.vm.interp.Panic;
import dev.jetvm.vm.interp.TraceFrame;
import dev.jetvm.vm.interp.UnsupportedInstruction;
import dev.jetvm.vm.interp.Vm;
import dev.jetvm.vm.interp.VmOptions;
import dev.jetvm.vm.module.Module;
import dev.jetvm.vm.text.Printable;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Options and behaviour common to {@code jet run} and {@code jet trace}: the program, its machine, and the exit status.
 */
final class ProgramOptions {
    /** The name under which the commands include these options. */
    static final String NAME = "program";
    /** The exit status for an option of the runtime that is refused. */
    private static final int OPTION_REFUSED = 2;
    /** The number of frames printed at each end of a long trace. */
    private static final int TRACE_END = 50;

    @Parameters(index = "0", paramLabel = "FILE", description = "The program: .jasm text or a .jetc module; - is standard input.")
    private String file = "";

    @Parameters(index = "1..*", paramLabel = "ARG", description = "Arguments of the program: all that follows FILE, without options of the runtime (--jet-help lists them) and the -- that ends these.")
    private List<String> arguments = new ArrayList<>();

    @Option(names = "--entry", paramLabel = "NAME", description = "Begin with this function instead of the module's entry.")
    private String entry = "";

    @Option(names = "--steps", paramLabel = "N", description = "Stop after so many instructions, with exit status 1.")
    private long steps = Long.MAX_VALUE;

    @Option(names = "--path", paramLabel = "DIRS", description = "Folders to look for modules in, before those of JET_PATH.")
    private String path = "";

    @Option(names = "--profile", paramLabel = "PROFILE", defaultValue = "tagged", //
            description = "How values are represented: tagged or nan (default: ${DEFAULT-VALUE}).")
    private String profile = "tagged";

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "An option of the runtime, for example gc.stress=allocation.")
    private Map<String, String> settings = new TreeMap<>();

    @Mixin
    private final MemoryChoice memory = new MemoryChoice();

    private final ProgramOutput output = new ProgramOutput();
    private @Nullable Module main;

    /** Returns standard output for the program. */
    ProgramOutput output() {
        return output;
    }

    String file() {
        return file;
    }

    long steps() {
        return steps;
    }

    /** Sets a runtime option, as {@code --set} does. */
    void set(String name, String value) {
        settings.put(name, value);
    }

    private static Set<String> known() {
        Set<String> known = new TreeSet<>(HeapOptions.defaults().texts().keySet());
        known.addAll(TypeOptions.NAMES);
        known.addAll(VmOptions.NAMES);
        known.add(Engines.OPTION);
        return known;
    }

    /** Rejects unknown options, since a misspelt option would have no effect. */
    private void requireKnown() {
        Set<String> known = known();
        for (String name : settings.keySet()) {
            if (!known.contains(name)) {
                throw new CommandFailure(Jet.USAGE, "there is no option '" + name + "'; there are "
                        + String.join(", ", known));
            }
        }
        if (steps < 0) {
            throw new CommandFailure(Jet.USAGE, "--steps is a number of instructions, not " + steps);
        }
    }

    /**
     * Returns a machine with the program linked and ready to run.
     *
     * @throws CommandFailure if the program or an option is refused
     */
    Vm load(OutputStream out) {
        return load(out, null);
    }

    /**
     * Loads the program as {@link #load(OutputStream)} does. The file is read once.
     *
     * @param schedule chooses the steps of a controlled run; null for what the options say
     */
    Vm load(OutputStream out, @Nullable Supplier<Strategy> schedule) {
        requireKnown();
        runtime();
        Module module = main();
        List<Path> folders = new ArrayList<>(ModulePath.folders(path));
        folders.addAll(ModulePath.folders(System.getenv().getOrDefault("JET_PATH", "")));
        String root = System.getProperty("jet.root");
        if (root != null) {
            folders.add(Path.of(root, "lib"));
        }
        ModulePath modules = new ModulePath(folders);
        modules.home(module.name(), file);
        Vm vm = machine(out, schedule);
        try {
            new Linker(vm, modules).plan(module, entry.isEmpty() ? null : entry);
            return vm;
        } catch (RejectException e) {
            vm.close();
            throw ModuleFile.refused(file, e);
        }
    }

    /**
     * Returns the main module, which is read once.
     *
     * @spec BOOT-16
     */
    private Module main() {
        Module known = main;
        if (known != null) {
            return known;
        }
        try {
            Module read = ModuleFile.read(file).module();
            main = read;
            return read;
        } catch (CommandFailure unreadable) {
            throw unreadable.withStatus(ModuleFile.REFUSED);
        }
    }

    /**
     * Separates the options of the runtime from the arguments of the program.
     *
     * @throws CommandFailure with status {@link #OPTION_REFUSED} if an option is refused
     */
    private RuntimeOptions runtime() {
        try {
            return RuntimeOptions.of(arguments, System.getenv(), known());
        } catch (OptionException e) {
            throw new CommandFailure(OPTION_REFUSED, String.valueOf(e.getMessage()));
        }
    }

    /** Returns whether the arguments ask for the options of the runtime, after it has printed them. */
    boolean isHelp(PrintWriter out) {
        boolean asked = runtime().help();
        if (asked) {
            RuntimeHelp.print(out);
        }
        return asked;
    }

    private Vm machine(OutputStream out, @Nullable Supplier<Strategy> schedule) {
        ValueModel model = ValueModel.ofWire(profile).orElseThrow(
                () -> new CommandFailure(Jet.USAGE, "there is no profile '" + profile + "'; it is tagged or nan"));
        RuntimeOptions runtime = runtime();
        Map<String, String> all = new TreeMap<>(settings);
        all.putAll(runtime.values());
        try {
            VmOptions options = VmOptions.of(all);
            if (options.lifecycle().logsBoot()) {
                Stream.of(BootPhase.PLATFORM, BootPhase.ARGUMENTS)
                        .forEach(phase -> System.err.println(phase.line()));
            }
            return new Vm(model, HeapOptions.of(all, 0), TypeOptions.of(all),
                    schedule == null ? options : options.scheduled(schedule), Engines.of(all), runtime.arguments(),
                    out, System.err);
        } catch (RejectException e) {
            throw new CommandFailure(runtime.values().isEmpty() ? Jet.USAGE : OPTION_REFUSED,
                    String.valueOf(e.getMessage()));
        }
    }

    /** Prints a stack trace. Of a very long trace only the two ends are printed. */
    private static void printTrace(List<TraceFrame> trace, PrintWriter err) {
        int hidden = Math.max(0, trace.size() - 2 * TRACE_END);
        int end = hidden == 0 ? trace.size() : TRACE_END;
        trace.subList(0, end).forEach(frame -> err.println("  " + Printable.text(frame.toString())));
        if (hidden > 0) {
            err.printf(Locale.ROOT, "  ... %,d frames ...%n", hidden);
            trace.subList(end + hidden, trace.size())
                    .forEach(frame -> err.println("  " + Printable.text(frame.toString())));
        }
    }

    /** Runs a machine. */
    @FunctionalInterface
    interface Run {
        Outcome run(Vm vm);
    }

    /**
     * Runs a machine to the end of the process, and returns the exit status.
     *
     * <p>Errata: ERR-159, ERR-191.
     *
     * @spec BOOT-21
     * @spec PANIC-14
     * @spec UNW-05
     * @spec DBG-04
     */
    int finish(Vm vm, Run run, PrintWriter err) {
        vm.end().onPanic(panic -> print(vm, panic, err));
        try (ProcessEnd end = new ProcessEnd(vm, output, err)) {
            Outcome outcome = run.run(vm);
            if (vm.execution().isAborted()) {
                return end.leave(ProgramStatus.ABORTED);
            }
            if (outcome == Outcome.EXHAUSTED) {
                err.println("jet: stopped after " + steps + " instructions; --steps allows more");
                err.flush();
                return end.leave(ModuleFile.REFUSED);
            }
            // Before the last collection: what finalizers do then changes no status.
            return end.finish(ProgramStatus.of(vm));
        } catch (UnsupportedInstruction e) {
            vm.flush();
            throw new CommandFailure(ModuleFile.REFUSED, file + ": " + e.getMessage());
        }
    }

    private static void print(Vm vm, Panic panic, PrintWriter err) {
        vm.flush();
        err.println("panic: " + Printable.text(panic.message()));
        printTrace(panic.trace(), err);
        err.flush();
    }
}
