package dev.jetvm.reports.lanes;

import dev.jetvm.conformance.history.Operation;
import dev.jetvm.conformance.text.DisplayText;
import java.util.List;
import java.util.Locale;

/**
 * Lanes as an SVG element for a page of HTML. Its classes are styled by {@link #STYLE}: {@code lane-bar}, {@code
 * lane-culprit}, {@code lane-pending}, {@code lane-suspended}, {@code lane-name} and {@code lane-line}.
 */
public final class LanesSvg {
    /** The style of the picture; colours come from the variables of the page. */
    public static final String STYLE = """
            .lanes{display:block;font:13px var(--mono)}
            .lane-line{stroke:var(--line)}.lane-name{fill:var(--soft);font-weight:600}
            .lane-bar{fill:var(--none-bg);stroke:var(--none)}.lanes text{fill:var(--ink)}
            .lane-pending{stroke-dasharray:4 3}.lane-culprit{fill:var(--fail-bg);stroke:var(--fail);stroke-width:2}
            .lane-suspended{stroke:var(--warn);stroke-width:3;stroke-dasharray:2 3}
            """;

    private static final double COLUMN = 8.2;
    private static final int LANE = 34;
    private static final int BAR = 24;
    private static final int MARGIN = 8;

    private LanesSvg() {}

    /**
     * The picture.
     *
     * @param culprit index of the operation to mark; -1 for none
     * @param title what it shows, for those who do not see it
     */
    public static String render(List<Operation> operations, int culprit, String title) {
        Lanes lanes = Lanes.of(operations, culprit);
        double left = MARGIN + (lanes.nameWidth() + 2) * COLUMN;
        double width = left + lanes.width() * COLUMN + MARGIN;
        int height = lanes.lanes().size() * LANE + 2 * MARGIN;
        StringBuilder svg = new StringBuilder(format(
                "<svg class=\"lanes\" role=\"img\" width=\"%.0f\" height=\"%d\" viewBox=\"0 0 %.0f %d\">"
                        + "<title>%s</title>%n",
                width, height, width, height, DisplayText.html(title)));
        for (int i = 0; i < lanes.lanes().size(); i++) {
            Lanes.Lane lane = lanes.lanes().get(i);
            int middle = MARGIN + i * LANE + LANE / 2;
            svg.append(format("<line class=\"lane-line\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>", left, middle,
                    width - MARGIN, middle));
            svg.append(format("<text class=\"lane-name\" x=\"%d\" y=\"%d\">%s</text>%n", MARGIN, middle + 4,
                    DisplayText.html(lane.thread())));
            lane.bars().forEach(bar -> bar(svg, bar, left, middle));
        }
        return svg.append("</svg>\n").toString();
    }

    private static void bar(StringBuilder svg, Lanes.Bar bar, double left, int middle) {
        Operation operation = bar.operation();
        double x = left + bar.from() * COLUMN;
        double length = (bar.to() - bar.from()) * COLUMN;
        String kind = "lane-bar" + (operation.pending() ? " lane-pending" : "")
                + (bar.culprit() ? " lane-culprit" : "");
        svg.append(format("<g><title>%s</title>", DisplayText.html(tip(operation))));
        svg.append(format("<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"4\"/>", kind, x,
                middle - BAR / 2, length, BAR));
        for (int[] part : bar.suspended()) {
            svg.append(format("<line class=\"lane-suspended\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>",
                    left + part[0] * COLUMN, middle + BAR / 2 - 2, left + part[1] * COLUMN, middle + BAR / 2 - 2));
        }
        svg.append(format("<text x=\"%.1f\" y=\"%d\">%s</text></g>%n", x + COLUMN, middle + 4,
                DisplayText.html(bar.label())));
    }

    private static String tip(Operation operation) {
        return operation.text() + ", thread " + operation.thread()
                + (operation.line() == 0 ? "" : ", line " + operation.line());
    }

    private static String format(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
