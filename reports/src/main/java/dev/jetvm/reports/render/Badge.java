package dev.jetvm.reports.render;

import dev.jetvm.reports.model.Report;
import dev.jetvm.reports.model.ReportFile;
import java.util.LinkedHashMap;
import java.util.Map;

/** A badge in the endpoint format of shields.io. */
final class Badge {
    private Badge() {}

    static String render(Report report) {
        long passed = report.count("pass");
        int run = report.accounting().run();
        Map<String, Object> badge = new LinkedHashMap<>();
        badge.put("schemaVersion", 1);
        badge.put("label", "Jet conformance");
        badge.put("message", passed + " of " + run + (report.accounting().share() == 100
                ? ""
                : ", " + report.accounting().share() + " % of the suite"));
        badge.put("color", passed == run ? "brightgreen" : report.failures().size() * 10 < run ? "orange" : "red");
        return ReportFile.mapper().writeValueAsString(badge) + "\n";
    }
}
