package dev.jetvm.vm.explore;

import dev.jetvm.vm.explore.Lanes.Step;
import java.util.ArrayList;
import java.util.List;

/** A picture of a schedule for a terminal: a column for each task, a line for each step. */
public final class LanesText {
    private static final int WIDTH_LEAST = 12;
    private static final int WIDTH_MOST = 34;

    private LanesText() {}

    /** Returns the lines of the picture. */
    public static List<String> of(List<Step> steps) {
        List<Long> tasks = steps.stream().map(Step::task).distinct().sorted().toList();
        int width = Math.clamp(steps.stream().mapToInt(step -> step.toString().length()).max().orElse(0), WIDTH_LEAST,
                WIDTH_MOST);
        List<String> lines = new ArrayList<>();
        StringBuilder head = new StringBuilder();
        tasks.forEach(task -> head.append(cell("task " + task, width)));
        lines.add(head.toString().stripTrailing());
        for (Step step : steps) {
            int lane = tasks.indexOf(step.task());
            lines.add(" ".repeat(lane * (width + 2)) + cell(step.toString(), width).stripTrailing());
        }
        return lines;
    }

    private static String cell(String text, int width) {
        String shown = text.length() > width ? text.substring(0, width - 1) + "…" : text;
        return shown + " ".repeat(width - shown.length() + 2);
    }
}
