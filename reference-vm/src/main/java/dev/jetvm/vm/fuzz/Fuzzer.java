package dev.jetvm.vm.fuzz;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Tries random files one after another. Run k of seed s equals run 0 of seed s + k, so that each run can be repeated
 * alone.
 *
 * @spec VERIFY-09
 */
public final class Fuzzer {
    private final Maker maker;
    private final Consumer<Found> found;
    private final Map<Trial.End, Integer> ends = new EnumMap<>(Trial.End.class);
    private int crashes;
    private boolean endless;

    /** A file that caused a crash. @param seed seed whose run 0 reproduces the crash */
    public record Found(long seed, byte[] file, Throwable crash) {}

    /**
     * @param seeds files to damage, in addition to generated ones
     * @param found receives each crash
     */
    public Fuzzer(List<byte[]> seeds, Consumer<Found> found) {
        this.maker = new Maker(seeds);
        this.found = found;
    }

    /** Runs until told to stop, or until a run did not end. @return the number of files tried */
    public int run(long seed, BooleanSupplier goesOn) {
        int runs = 0;
        while (!endless && goesOn.getAsBoolean()) {
            one(seed + runs);
            runs++;
        }
        return runs;
    }

    // The fuzzer searches for any exception.
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

    /** Returns whether the search ended because a run did not end. */
    public boolean isEndless() {
        return endless;
    }

    /** Returns the number of runs for each end, without crashes, for display. */
    public String summary() {
        StringBuilder text = new StringBuilder();
        ends.forEach((end, count) -> text.append(text.isEmpty() ? "" : ", ").append(count).append(' ')
                .append(end.name().toLowerCase(Locale.ROOT)));
        return text.toString();
    }

    /** Returns the number of runs with an end. */
    int count(Trial.End end) {
        return ends.getOrDefault(end, 0);
    }
}
