package dev.jetvm.reports.lanes;

import dev.jetvm.conformance.history.Operation;
import dev.jetvm.conformance.linearizability.Failure;
import dev.jetvm.conformance.text.DisplayText;
import java.util.List;

/** A part of a page of HTML: what of a history does not fit, a small part that fails, and what came before. */
public final class FailureSection {
    /** Operations drawn of a long history: the last before the culprit. */
    static final int DRAWN = 80;

    private FailureSection() {}

    /** @param heading the element of the headings, {@code h2} */
    public static String render(Failure failure, String heading) {
        StringBuilder html = new StringBuilder();
        int culprit = failure.culprit().map(Operation::index).orElse(-1);
        failure.culprit().ifPresent(_ -> {
            title(html, heading, "What does not fit");
            FailureText.of(failure).forEach(line -> paragraph(html, DisplayText.html(line)));
        });
        title(html, heading, "A part that fails by itself");
        paragraph(html,
                "Time goes from left to right, in the order of calls and returns. A dashed bar is an operation that "
                        + "had no answer when the one in red was answered.");
        if (!failure.shrinking().isEmpty()) {
            paragraph(html, DisplayText.html(failure.shrinking()));
        }
        picture(html, tail(failure.shrunk()), culprit, failure.shrunk().size(), "last");
        if (!failure.prefix().isEmpty()) {
            title(html, heading, "The longest linearizable prefix");
            picture(html, tail(failure.prefix()), culprit, failure.prefix().size(), "last");
        }
        return html.toString();
    }

    private static List<Operation> tail(List<Operation> operations) {
        return operations.subList(Math.max(0, operations.size() - DRAWN), operations.size());
    }

    static void picture(StringBuilder html, List<Operation> drawn, int culprit, int all, String part) {
        if (drawn.size() < all) {
            paragraph(html, "The %s %d of %,d operations.".formatted(part, drawn.size(), all));
        }
        html.append("<div class=\"scroll\" tabindex=\"0\">")
                .append(LanesSvg.render(drawn, culprit, drawn.size() + " operations, a lane for each thread"))
                .append("</div>\n");
    }

    private static void title(StringBuilder html, String heading, String text) {
        html.append("<").append(heading).append(">").append(text).append("</").append(heading).append(">\n");
    }

    static void paragraph(StringBuilder html, String text) {
        html.append("<p>").append(text).append("</p>\n");
    }
}
