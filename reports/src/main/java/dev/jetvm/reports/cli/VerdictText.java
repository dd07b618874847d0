package dev.jetvm.reports.cli;

import dev.jetvm.conformance.history.History;
import dev.jetvm.conformance.history.Operation;
import dev.jetvm.conformance.linearizability.Failure;
import dev.jetvm.conformance.linearizability.Judgement;
import dev.jetvm.reports.lanes.FailureText;
import dev.jetvm.reports.model.ReportFile;
import dev.jetvm.reports.render.Style;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The verdict on a history for a terminal or as JSON. */
record VerdictText(Path file, String model, History history, Judgement judgement, Style style) {
    /** Operations of a part that are drawn; of a longer one the last. */
    private static final int DRAWN = 40;
    private static final int WIDTH = 118;

    void print(PrintWriter out, @Nullable Path page) {
        String verdict = judgement.verdict().text();
        out.println(file + ": " + switch (judgement.verdict()) {
            case LINEARIZABLE -> style.good(verdict);
            case NOT_LINEARIZABLE -> style.bad(verdict);
            case UNKNOWN -> style.strong(verdict);
        } + " (%s, %,d operations, %,d %s%s)".formatted(model, judgement.operations(), judgement.objects(),
                judgement.objects() == 1 ? "object" : "objects",
                history.leftOut() == 0 ? "" : ", %,d events left out".formatted(history.leftOut())));
        if (!judgement.reason().isEmpty()) {
            out.println("  " + judgement.reason());
        }
        judgement.failure().ifPresent(failure -> failure(failure, out));
        if (page != null) {
            out.println("  page: " + page);
        }
    }

    private void failure(Failure failure, PrintWriter out) {
        List<String> lines = FailureText.of(failure);
        for (int i = 0; i < lines.size(); i++) {
            out.println(i == 1 ? "    " + style.bad(lines.get(i)) : "  " + lines.get(i));
        }
        if (!failure.shrinking().isEmpty()) {
            out.println("  " + failure.shrinking());
        }
        List<String> picture = FailureText.picture(failure, DRAWN, WIDTH);
        out.println("  " + style.strong(picture.getFirst()));
        picture.stream().skip(1).forEach(line -> out.println("    " + line));
    }

    void json(PrintWriter out) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("format", "jet-history-verdict/1").put("file", file.toString()).put("model", model)
                .put("verdict", judgement.verdict().text()).put("reason", judgement.reason())
                .put("operations", judgement.operations()).put("leftOut", history.leftOut())
                .put("objects", judgement.objects()).put("configurations", judgement.configurations());
        judgement.failure().ifPresent(failure -> {
            ObjectNode part = node.putObject("failure").put("object", failure.object()).put("prefix",
                    failure.answered());
            failure.culprit().ifPresent(culprit -> part.set("operation", json(culprit)));
            texts(part.putArray("states"), failure.states());
            texts(part.putArray("answers"), failure.answers());
            ArrayNode shrunk = part.putArray("shrunk");
            failure.shrunk().forEach(operation -> shrunk.add(json(operation)));
        });
        out.println(ReportFile.mapper().writeValueAsString(node));
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    /** Start and end are the ranks of the events in the history. */
    private static ObjectNode json(Operation operation) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("thread", operation.thread()).put("call", operation.call()).put("answer", operation.answer())
                .put("start", operation.start());
        if (!operation.pending()) {
            node.put("end", operation.end());
        }
        return node.put("line", operation.line());
    }
}
