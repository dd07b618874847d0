package dev.jetvm.reports.render;

import dev.jetvm.reports.model.Report;
import dev.jetvm.reports.model.ReportFile;
import dev.jetvm.reports.model.RunShare;
import java.util.LinkedHashMap;
import java.util.Map;

/** A badge in the endpoint format of shields.io. */
final class Badge {
    private Badge() {}

    static String render(Report report) {
        long passed = report.count("pass");
        int run = report.accounting().run();
        boolean partial = RunShare.isPartial(report);
        boolean whole = !partial && report.accounting().share() == 100;
        Map<String, Object> badge = new LinkedHashMap<>();
        badge.put("schemaVersion", 1);
        badge.put("label", "Jet conformance");
        badge.put("message", run == 0
                ? "no case was run"
                : passed + " of " + run + (partial
                        ? " cases of a filtered run"
                        : whole
                                ? ""
                                : ", " + RunShare.percent(run, report.accounting().selected()) + " of the suite"));
        badge.put("color", color(report, partial, whole));
        return ReportFile.mapper().writeValueAsString(badge) + "\n";
    }

    /** Green is for runs of the suite; a part that passed is blue. */
    private static String color(Report report, boolean partial, boolean whole) {
        int run = report.accounting().run();
        if (run == 0) {
            return "lightgrey";
        }
        if (report.count("pass") < run) {
            return report.failures().size() * 10 < run ? "orange" : "red";
        }
        return partial ? "blue" : whole ? "brightgreen" : "green";
    }
}
