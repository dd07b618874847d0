package dev.jetvm.vm.cli;

import dev.jetvm.runtime.memory.MemoryForm;
import dev.jetvm.vm.fuzz.Fuzzer;
import dev.jetvm.vm.text.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code jet fuzz}: generates, damages and runs modules. */
@Command(name = "fuzz", mixinStandardHelpOptions = true, //
        description = "Look for modules that the machine cannot stand: made at random, damaged, run.", //
        footer = {"", "Exit status: 0 none found, 1 some found, 64 usage, 70 our own fault.", //
                "Example: jet fuzz --seconds 60 --out crashes"})
final class FuzzCommand implements Callable<Integer> {
    private static final Duration END_TIME = Duration.ofSeconds(2);

    private volatile boolean interrupted;

    @Option(names = "--seed", paramLabel = "N", description = "Where to begin (default: taken from the clock, and told).")
    private @Nullable Long seed;

    @Option(names = "--runs", paramLabel = "N", description = "Stop after so many files.")
    private int runs = Integer.MAX_VALUE;

    @Option(names = "--seconds", paramLabel = "S", description = "Stop after so much time (default: 10, unless --runs is given).")
    private @Nullable Integer seconds;

    @Option(names = "--out", paramLabel = "DIR", description = "Where files that crash go (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("target", "fuzz-crashes");

    @Option(names = "--seeds", paramLabel = "DIR", description = "A folder with .jetc files to damage, those in folders inside too.")
    private @Nullable Path folder;

    @Mixin
    private final MemoryChoice memory = new MemoryChoice();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Override
    public Integer call() {
        requireSensible();
        memory.otherwise(MemoryForm.CHECKED);
        PrintWriter say = spec.commandLine().getOut();
        long first = seed == null ? System.nanoTime() : seed;
        Fuzzer fuzzer = new Fuzzer(files(folder), found -> save(found, say));
        CountDownLatch told = new CountDownLatch(1);
        try (AtSignal ignored = new AtSignal("jet-fuzz-end", () -> endInTime(told))) {
            say.println("seed " + first);
            say.flush();
            int tried = fuzzer.run(first, goesOn());
            say.println("%s%,d files: %s; %d crashes".formatted(interrupted ? "interrupted after " : "", tried,
                    fuzzer.summary(), fuzzer.crashes()));
            if (fuzzer.isEndless()) {
                say.println("stopped: the last one has not ended and keeps a processor busy");
            }
            StandardOutput.check(say);
            return fuzzer.crashes() == 0 ? 0 : 1;
        } finally {
            told.countDown();
        }
    }

    /** On interruption, lets the current file finish and the summary be printed, for at most {@link #END_TIME}. */
    private void endInTime(CountDownLatch told) {
        interrupted = true;
        try {
            boolean ignored = told.await(END_TIME.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void requireSensible() {
        if (runs < 0 || seconds != null && seconds < 0) {
            throw new CommandFailure(Jet.USAGE, "--runs and --seconds are numbers from 0");
        }
        // Checked before the start, since a crash may have to be saved only after hours.
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new CommandFailure(Jet.USAGE, out + ": this is no folder");
        }
    }

    private BooleanSupplier goesOn() {
        long nanos = seconds != null
                ? seconds * 1_000_000_000L
                : runs < Integer.MAX_VALUE
                        ? Long.MAX_VALUE
                        : 10_000_000_000L;
        long start = System.nanoTime();
        int[] left = {runs};
        return () -> !interrupted && left[0]-- > 0 && System.nanoTime() - start < nanos;
    }

    private static List<byte[]> files(@Nullable Path folder) {
        if (folder == null) {
            return List.of();
        }
        try (Stream<Path> files = walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".jetc")).sorted().map(FuzzCommand::read).toList();
        } catch (NotDirectoryException e) {
            throw new CommandFailure(Jet.USAGE, folder + ": this is no folder");
        } catch (IOException e) {
            throw new CommandFailure(Jet.USAGE, folder + ": " + FileProblem.reason(e));
        } catch (UncheckedIOException e) {
            // Thrown by the walk or by reading a file found by it.
            throw new CommandFailure(Jet.USAGE,
                    folder + ": " + FileProblem.reason(Objects.requireNonNull(e.getCause())));
        }
    }

    private static Stream<Path> walk(Path folder) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
        return Files.walk(folder);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void save(Fuzzer.Found found, PrintWriter say) {
        Path file = out.resolve("crash-" + found.seed() + ".jetc");
        try {
            Files.createDirectories(out);
            Files.write(file, found.file());
        } catch (IOException e) {
            throw new CommandFailure(Jet.USAGE, "cannot write " + file + ": " + FileProblem.reason(e));
        }
        say.println(Printable.text(file + ": " + found.crash()));
        for (StackTraceElement element : Stream.of(found.crash().getStackTrace()).limit(6).toList()) {
            say.println("    at " + element);
        }
        say.println(Printable.text("  again: jet fuzz --seed " + found.seed() + " --runs 1" + (folder == null
                ? ""
                : " --seeds " + folder)));
        say.flush();
    }
}
