package dev.jetvm.reports.lanes;

import dev.jetvm.conformance.history.Operation;
import dev.jetvm.conformance.linearizability.Judgement;
import dev.jetvm.conformance.linearizability.Verdict;
import dev.jetvm.conformance.text.DisplayText;
import java.util.List;

/** A page of HTML about the verdict on a history: what does not fit, a small part that fails, and what came before. */
public final class HistoryPage {
    private static final String STYLE = """
            :root{color-scheme:light dark;--bg:#fbfbf9;--ink:#1c1e21;--soft:#5d6470;--line:#d9dad6;--fail:#c0262d;
            --pass:#1a7f4b;--warn:#9a6700;--none:#8a919c;--fail-bg:#fde8e8;--none-bg:#eef0f2;
            --mono:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
            @media(prefers-color-scheme:dark){:root{--bg:#14161a;--ink:#e6e8eb;--soft:#9aa3af;--line:#3a404b;
            --fail:#ff8087;--pass:#5fcf93;--warn:#e3b656;--none:#7d8591;--fail-bg:#3a1a1d;--none-bg:#262b33}}
            body{margin:0 auto;max-width:1100px;padding:24px;background:var(--bg);color:var(--ink);
            font:16px/1.5 system-ui,sans-serif}
            h1{font-size:1.3rem;overflow-wrap:anywhere}h2{font-size:1.05rem;margin-top:2em}
            .linearizable{color:var(--pass)}.not{color:var(--fail)}.unknown{color:var(--warn)}
            code{font-family:var(--mono);overflow-wrap:anywhere}.scroll{overflow-x:auto;padding:4px 0}
            """;

    private HistoryPage() {}

    /**
     * The page.
     *
     * @param file the name of the history
     * @param operations all operations, drawn if the history is linearizable or nothing is known
     */
    public static String render(String file, String model, List<Operation> operations, Judgement judgement) {
        StringBuilder page = new StringBuilder(
                "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\">"
                        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>")
                .append(DisplayText.html(file)).append("</title>\n<style>").append(STYLE).append(LanesSvg.STYLE)
                .append("</style></head>\n<body>\n<h1>").append(DisplayText.html(file)).append(": <span class=\"")
                .append(kind(judgement.verdict())).append("\">").append(judgement.verdict().text())
                .append("</span></h1>\n");
        FailureSection.paragraph(page,
                "Model %s, %,d operations, %s.".formatted(DisplayText.html(model), judgement.operations(),
                        judgement.objects() == 1
                                ? "one object"
                                : "%,d objects or groups of objects".formatted(judgement.objects())));
        if (!judgement.reason().isEmpty()) {
            FailureSection.paragraph(page, DisplayText.html(judgement.reason()));
        }
        judgement.failure().ifPresentOrElse(failure -> page.append(FailureSection.render(failure, "h2")), () -> {
            page.append("<h2>The history</h2>\n");
            FailureSection.picture(page, operations.subList(0, Math.min(FailureSection.DRAWN, operations.size())), -1,
                    operations.size(), "first");
        });
        return page.append("</body>\n</html>\n").toString();
    }

    private static String kind(Verdict verdict) {
        return switch (verdict) {
            case LINEARIZABLE -> "linearizable";
            case NOT_LINEARIZABLE -> "not";
            case UNKNOWN -> "unknown";
        };
    }
}
