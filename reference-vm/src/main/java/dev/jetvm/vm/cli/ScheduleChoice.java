package dev.jetvm.vm.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Pattern PRIORITIES = Pattern.compile("pct:([1-9][0-9]?|100)");

    @Override
    public String toString() {
        return kind.equals(PCT) ? PCT + ":" + depth : kind;
    }

    /** Reads the text of an option. */
    static final class Converter implements ITypeConverter<ScheduleChoice> {
        @Override
        public ScheduleChoice convert(String text) {
            Matcher priorities = PRIORITIES.matcher(text);
            if (priorities.matches()) {
                return new ScheduleChoice(PCT, Integer.parseInt(priorities.group(1)));
            }
            if (text.equals(DFS) || text.equals(RANDOM)) {
                return new ScheduleChoice(text, 0);
            }
            throw new TypeConversionException("'" + text + "' is not dfs, random, or pct:1 to pct:100");
        }
    }
}
