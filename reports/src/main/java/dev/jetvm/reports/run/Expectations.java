package dev.jetvm.reports.run;

import dev.jetvm.reports.model.CaseResult;
import dev.jetvm.reports.model.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Known and accepted results: lines of {@code id verdict reason link}; {@code #} begins a comment. The reason is one
 * word with hyphens, the link is optional.
 */
public final class Expectations {
    private static final Set<String> VERDICTS = Set.of("fail", "crash", "timeout", "protocol-error", "inconclusive");

    /** The reason of a line that has none yet. */
    public static final String NO_REASON = "TODO-say-why";

    private final Map<String, Line> lines = new LinkedHashMap<>();

    /** One accepted result. */
    public record Line(String id, String verdict, String rest) {}

    public static final Expectations NONE = new Expectations();

    /** @throws IllegalArgumentException with the number of a malformed line */
    public static Expectations parse(String file, List<String> text) {
        Expectations expectations = new Expectations();
        for (int number = 1; number <= text.size(); number++) {
            String line = text.get(number - 1).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.split("\\s+", 3);
            if (words.length < 3 || !VERDICTS.contains(words[1])) {
                throw new IllegalArgumentException(
                        "%s:%d: expected 'id verdict reason [link]' with a verdict of %s, found '%s'"
                                .formatted(file, number, VERDICTS.stream().sorted().toList(), line));
            }
            if (expectations.lines.putIfAbsent(words[0], new Line(words[0], words[1], words[2])) != null) {
                throw new IllegalArgumentException("%s:%d: %s is expected twice".formatted(file, number, words[0]));
            }
        }
        return expectations;
    }

    /** Whether a failure is the expected one. */
    public boolean covers(CaseResult result) {
        Line line = lines.get(result.id());
        return line != null && line.verdict().equals(result.verdict());
    }

    /**
     * The expectations that the run did not meet: an unexpected pass, or a case that no longer exists.
     *
     * @param known ids of all cases of the suite
     */
    public List<String> broken(Report report, Set<String> known) {
        Map<String, CaseResult> results = new LinkedHashMap<>();
        report.results().forEach(result -> results.put(result.id(), result));
        List<String> broken = new ArrayList<>();
        for (Line line : lines.values()) {
            CaseResult result = results.get(line.id());
            if (!known.contains(line.id())) {
                broken.add(line.id() + " is expected to " + line.verdict() + ", but there is no such case any more");
            } else if (result != null && result.verdict().equals("pass")) {
                broken.add(line.id() + " passes, though it is expected to " + line.verdict()
                        + "; take it out of the file");
            }
        }
        return broken;
    }

    /** Number of accepted results. */
    public int size() {
        return lines.size();
    }

    /**
     * The text of a file that accepts every failure of a report. Reasons already given are kept, and so are the lines of
     * cases that the run did not decide: those that it left out, that it did not support, or that were inconclusive.
     * Lines of cases that do not exist are dropped.
     *
     * @param known ids of all cases of the suite
     */
    public String updated(Report report, Set<String> known) {
        Map<String, String> accepted = new TreeMap<>();
        lines.values().stream().filter(line -> known.contains(line.id()))
                .forEach(line -> accepted.put(line.id(), line.verdict() + " " + line.rest()));
        for (CaseResult result : report.results()) {
            Line line = lines.get(result.id());
            if (result.failed()) {
                accepted.put(result.id(), result.verdict() + " " + (line == null ? NO_REASON : line.rest()));
            } else if (result.verdict().equals("pass")) {
                accepted.remove(result.id());
            }
        }
        StringBuilder text = new StringBuilder("# id verdict reason link\n");
        accepted.forEach((id, rest) -> text.append(id).append(' ').append(rest).append('\n'));
        return text.toString();
    }
}
