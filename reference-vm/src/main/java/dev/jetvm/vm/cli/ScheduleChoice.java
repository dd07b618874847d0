package dev.jetvm.vm.cli;

import dev.jetvm.runtime.sched.PriorityStrategy;
import java.util.OptionalInt;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How schedules are chosen.
 *
 * @param kind {@link #DFS}, {@link #RANDOM} or {@link #PCT}
 * @param depth of {@link #PCT}
 */
record ScheduleChoice(String kind, int depth) {
    static final String DFS = "dfs";
    static final String RANDOM = "random";
    static final String PCT = "pct";

    @Override
    public String toString() {
        return kind.equals(PCT) ? PCT + ":" + depth : kind;
    }

    /** Reads the text of an option. */
    static final class Converter implements ITypeConverter<ScheduleChoice> {
        @Override
        public ScheduleChoice convert(String text) {
            OptionalInt depth = PriorityStrategy.depth(text);
            if (depth.isPresent()) {
                return new ScheduleChoice(PCT, depth.getAsInt());
            }
            if (text.equals(DFS) || text.equals(RANDOM)) {
                return new ScheduleChoice(text, 0);
            }
            throw new TypeConversionException("'" + text + "' is not dfs, random, or pct:1 to pct:100");
        }
    }
}
