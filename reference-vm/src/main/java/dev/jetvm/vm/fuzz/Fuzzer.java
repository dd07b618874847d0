package dev.jetvm.vm.fuzz;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Tries file after file. Run number k of the seed s is run number 0 of the seed s + k, so each one can be had again alone.
 *
 * @spec VERIFY-09
 */
public final class Fuzzer {
    private final Maker maker;
    private final Consumer<Found> found;
    private final Map<Trial.End, Integer> ends = new EnumMap<>(Trial.End.class);
    private int crashes;
    private boolean endless;

    /** A file that crashed. @param seed with which it is run number 0 */
    public record Found(long seed, byte[] file, Throwable crash) {}

    /**
     * @param seeds files to damage besides those that are made
     * @param found is told of each crash
     */
    public Fuzzer(List<byte[]> seeds, Consumer<Found> found) {
        this.maker = new Maker(seeds);
        this.found = found;
    }

    /** Runs until told to stop, or until a run did not end. Returns how many files were tried. */
    public int run(long seed, BooleanSupplier goesOn) {
        int runs = 0;
        while (!endless && goesOn.getAsBoolean()) {
            one(seed + runs);
            runs++;
        }
        return runs;
    }

    // Whatever is thrown is what is looked for.
    @SuppressWarnings("CatchingUnchecked")
    private void one(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] file = maker.file(random);
        try {
            ends.merge(Trial.of(file, random), 1, Integer::sum);
        } catch (RuntimeException | Error crash) {
            crashes++;
            endless |= crash instanceof Deadline.Endless;
            found.accept(new Found(seed, file, crash));
        }
    }

    public int crashes() {
        return crashes;
    }

    /** Whether a run did not end, which ended the search. */
    public boolean isEndless() {
        return endless;
    }

    /** How the others ended, for people. */
    public String summary() {
        StringBuilder text = new StringBuilder();
        ends.forEach((end, count) -> text.append(text.isEmpty() ? "" : ", ").append(count).append(' ')
                .append(end.name().toLowerCase(Locale.ROOT)));
        return text.toString();
    }

    /** How many ended so. */
    int count(Trial.End end) {
        return ends.getOrDefault(end, 0);
    }
}
