package dev.jetvm.conformance.model;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Generators of values that are made of other generators, as iterators. A generator that has begun prints its number
 * when it has no more values or is abandoned. It abandons those that it is made of before.
 */
public final class GeneratorModel {
    /** What is printed for a generator without a value. */
    public static final String NONE = "none";

    /** How a generator is made; each has a number to print. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
    public sealed interface Source {
        int number();
    }

    /** Yields the values of a list. */
    public record Values(int number, List<Integer> values) implements Source {}

    /** Yields the values of one, then those of another. */
    public record Both(int number, Source first, Source second) implements Source {}

    /** Yields each value plus a number. */
    public record Plus(int number, int added, Source inner) implements Source {}

    /** Yields so many values at most. */
    public record First(int number, int count, Source inner) implements Source {}

    /** Yields a value of each in turn, until one has none. */
    public record Turns(int number, Source left, Source right) implements Source {}

    /**
     * What the entry function does with one of its generators.
     *
     * @param generator chooses among them
     * @param abandons whether it abandons the generator, and does not print a value
     */
    public record Use(int generator, boolean abandons) {}

    /** Obtains a value of each generator, then uses the generators. */
    public record Program(List<Source> generators, List<Use> uses) {}

    private static final class Generator {
        private final int number;
        private final List<Generator> inner;
        private final Supplier<@Nullable Integer> step;
        private final List<String> printed;
        private boolean begun;
        private boolean ended;

        /** @param inner what it abandons, in this order */
        Generator(int number, List<Generator> inner, Supplier<@Nullable Integer> step, List<String> printed) {
            this.number = number;
            this.inner = inner;
            this.step = step;
            this.printed = printed;
        }

        @Nullable
        Integer next() {
            begun = true;
            Integer value = step.get();
            if (value == null) {
                abandon();
            }
            return value;
        }

        void abandon() {
            if (begun && !ended) {
                ended = true;
                inner.forEach(Generator::abandon);
                printed.add(Integer.toString(number));
            }
        }

        boolean hasEnded() {
            return ended;
        }
    }

    private final List<String> printed = new ArrayList<>();

    private GeneratorModel() {}

    public static Run run(Program program) {
        GeneratorModel model = new GeneratorModel();
        List<Generator> generators = program.generators.stream().map(model::make).toList();
        List<@Nullable Integer> values = new ArrayList<>();
        generators.forEach(generator -> values.add(generator.next()));
        for (Use use : program.uses) {
            int at = use.generator % generators.size();
            Integer value = values.get(at);
            if (use.abandons) {
                generators.get(at).abandon();
                values.set(at, null);
            } else if (value == null) {
                model.printed.add(NONE);
            } else {
                model.printed.add(value.toString());
                values.set(at, generators.get(at).next());
            }
        }
        return Run.returned(model.printed);
    }

    private Generator make(Source source) {
        return switch (source) {
            case Values(int number, List<Integer> values) -> {
                Iterator<Integer> left = values.iterator();
                yield new Generator(number, List.of(), () -> left.hasNext() ? left.next() : null, printed);
            }
            case Both(int number, Source first, Source second) -> {
                Generator one = make(first);
                Generator other = make(second);
                yield new Generator(number, List.of(one, other), () -> {
                    Integer value = one.hasEnded() ? null : one.next();
                    return value != null ? value : other.next();
                }, printed);
            }
            case Plus(int number, int added, Source inner) -> {
                Generator changed = make(inner);
                yield new Generator(number, List.of(changed), () -> {
                    Integer value = changed.next();
                    return value == null ? null : Integer.valueOf(value + added);
                }, printed);
            }
            case First(int number, int count, Source inner) -> {
                Generator cut = make(inner);
                int[] left = {count};
                yield new Generator(number, List.of(cut), () -> left[0]-- > 0 ? cut.next() : null, printed);
            }
            case Turns(int number, Source left, Source right) -> {
                Generator one = make(left);
                Generator other = make(right);
                int[] turns = {0};
                yield new Generator(number, List.of(other, one),
                        () -> turns[0]++ % 2 == 0 ? one.next() : other.next(), printed);
            }
        };
    }
}
