package dev.jetvm.vm.cli;

import dev.jetvm.vm.fuzz.Fuzzer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code jet fuzz}: modules made at random, damaged and run. */
@Command(name = "fuzz", mixinStandardHelpOptions = true, //
        description = "Look for modules that the machine cannot stand: made at random, damaged, run.", //
        footer = {"", "Exit status: 0 none found, 1 some found, 64 usage.", //
                "Example: jet fuzz --seconds 60 --out crashes"})
final class FuzzCommand implements Callable<Integer> {
    @Option(names = "--seed", paramLabel = "N", description = "Where to begin (default: taken from the clock, and told).")
    private @Nullable Long seed;

    @Option(names = "--runs", paramLabel = "N", description = "Stop after so many files.")
    private int runs = Integer.MAX_VALUE;

    @Option(names = "--seconds", paramLabel = "S", description = "Stop after so much time (default: 10, unless --runs is given).")
    private @Nullable Integer seconds;

    @Option(names = "--out", paramLabel = "DIR", description = "Where files that crash go (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("fuzz-crashes");

    @Option(names = "--seeds", paramLabel = "DIR", description = "A folder with .jetc files to damage, those in folders inside too.")
    private @Nullable Path folder;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter say = spec.commandLine().getOut();
        long first = seed == null ? System.nanoTime() : seed;
        say.println("seed " + first);
        say.flush();
        Fuzzer fuzzer = new Fuzzer(files(folder), found -> save(found, say));
        int tried = fuzzer.run(first, goesOn());
        say.println("%,d files: %s; %d crashes".formatted(tried, fuzzer.summary(), fuzzer.crashes()));
        say.flush();
        return fuzzer.crashes() == 0 ? 0 : 1;
    }

    private BooleanSupplier goesOn() {
        long nanos = seconds != null
                ? seconds * 1_000_000_000L
                : runs < Integer.MAX_VALUE
                        ? Long.MAX_VALUE
                        : 10_000_000_000L;
        long start = System.nanoTime();
        int[] left = {runs};
        return () -> left[0]-- > 0 && System.nanoTime() - start < nanos;
    }

    private static List<byte[]> files(@Nullable Path folder) {
        if (folder == null) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".jetc")).sorted().map(FuzzCommand::read).toList();
        } catch (IOException e) {
            throw new CommandFailure(Jet.USAGE, "cannot read the folder " + folder + ": " + e.getMessage());
        }
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
            throw new CommandFailure(Jet.OWN_FAULT, "cannot write " + file + ": " + e.getMessage());
        }
        say.println(file + ": " + found.crash());
        for (StackTraceElement element : Stream.of(found.crash().getStackTrace()).limit(6).toList()) {
            say.println("    at " + element);
        }
        say.println("  again: jet fuzz --seed " + found.seed() + " --runs 1" + (folder == null
                ? ""
                : " --seeds " + folder));
        say.flush();
    }
}
