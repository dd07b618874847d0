package dev.jetvm.reports.lanes;

import dev.jetvm.conformance.history.Operation;
import dev.jetvm.conformance.linearizability.Failure;
import dev.jetvm.conformance.text.DisplayText;
import java.util.ArrayList;
import java.util.List;

/** What is said about a failure, in sentences of one line each. */
public final class FailureText {
    private static final int SHOWN = 200;

    private FailureText() {}

    public static List<String> of(Failure failure) {
        if (failure.culprit().isEmpty()) {
            return List.of();
        }
        Operation culprit = failure.culprit().get();
        List<String> lines = new ArrayList<>();
        lines.add("The longest linearizable prefix has %,d answered operation%s%s; the next answer fits no order:"
                .formatted(
                        failure.answered(), failure.answered() == 1 ? "" : "s",
                        failure.object().isEmpty() ? "" : " on " + failure.object()));
        lines.add(culprit.text() + ", thread " + culprit.thread()
                + (culprit.line() == 0 ? "" : ", called in line " + culprit.line()));
        if (!failure.states().isEmpty()) {
            lines.add("Possible states there: " + cut(failure.states()) + (failure.moreStates() ? ", and more" : ""));
        }
        if (!failure.answers().isEmpty()) {
            lines.add("Answers that would fit: " + cut(failure.answers()));
        }
        return lines;
    }

    /**
     * A title and the lanes of the part that fails by itself.
     *
     * @param most operations that are drawn; of a larger part the last
     * @param width columns of the terminal
     */
    public static List<String> picture(Failure failure, int most, int width) {
        List<Operation> shrunk = failure.shrunk();
        List<Operation> drawn = shrunk.subList(Math.max(0, shrunk.size() - most), shrunk.size());
        List<String> lines = new ArrayList<>();
        lines.add("A part that fails by itself, " + (drawn.size() < shrunk.size()
                ? "the last %d of its %,d operations:".formatted(drawn.size(), shrunk.size())
                : shrunk.size() < failure.operations().size()
                        ? "%d of %,d operations:".formatted(shrunk.size(), failure.operations().size())
                        : "%d operation%s:".formatted(shrunk.size(), shrunk.size() == 1 ? "" : "s")));
        lines.addAll(LanesText.lines(drawn, failure.culprit().map(Operation::index).orElse(-1), width));
        return lines;
    }

    private static String cut(List<String> texts) {
        return String.join("; ", texts.stream().map(text -> DisplayText.cut(text, SHOWN)).toList());
    }
}
