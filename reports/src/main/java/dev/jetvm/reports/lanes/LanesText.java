package dev.jetvm.reports.lanes;

import dev.jetvm.conformance.history.Operation;
import dev.jetvm.conformance.text.DisplayText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Lanes as lines of text: {@code [push(1) -> ok  ]} from call to return, {@code ~} to the end for a pending operation,
 * {@code !} around the one that does not fit. If the picture is wider than the terminal, each operation gets a line.
 */
public final class LanesText {
    private static final int BAR_MIN = 20;

    private LanesText() {}

    /** @param width columns of the terminal */
    public static List<String> lines(List<Operation> operations, int culprit, int width) {
        Lanes lanes = Lanes.of(operations, culprit);
        int names = lanes.nameWidth() + 2;
        return names + lanes.width() <= width
                ? lanes.lanes().stream().map(lane -> line(lane, names, lanes.width())).toList()
                : rows(lanes, names, width);
    }

    private static String line(Lanes.Lane lane, int names, int width) {
        StringBuilder line = new StringBuilder(padded(lane.thread(), names)).repeat(' ', width);
        for (Lanes.Bar bar : lane.bars()) {
            boolean open = bar.operation().pending();
            int length = bar.to() - bar.from();
            String label = DisplayText.line(bar.label());
            String inner = label + (open ? "~" : " ").repeat(Math.max(0, length - label.length() - 2));
            String text = (bar.culprit() ? "!" : "[") + inner + (bar.culprit() ? "!" : open ? "~" : "]");
            line.replace(names + bar.from(), Math.min(line.length(), names + bar.from() + text.length()), text);
        }
        return line.toString().stripTrailing();
    }

    /** One line for each operation, with a bar in proportion. */
    private static List<String> rows(Lanes lanes, int names, int width) {
        int room = Math.max(BAR_MIN, Math.min(width / 2, lanes.width()));
        List<Lanes.Bar> bars = lanes.lanes().stream().flatMap(lane -> lane.bars().stream())
                .sorted(Comparator.comparingInt(bar -> bar.operation().start())).toList();
        List<String> lines = new ArrayList<>();
        for (Lanes.Bar bar : bars) {
            int from = bar.from() * (room - 1) / lanes.width();
            int to = Math.max(from + 1, bar.to() * (room - 1) / lanes.width());
            String drawn = " ".repeat(from) + "|" + (bar.operation().pending() ? "~" : "-").repeat(to - from - 1)
                    + (bar.operation().pending() ? "~" : "|");
            lines.add(padded(bar.operation().thread(), names) + padded(drawn, room + 2)
                    + DisplayText.line(bar.label()) + (bar.culprit() ? "  <- does not fit" : ""));
        }
        return lines;
    }

    private static String padded(String text, int width) {
        String shown = DisplayText.line(text);
        return shown + " ".repeat(Math.max(0, width - shown.length()));
    }
}
