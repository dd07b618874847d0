package dev.jetvm.spec.render;

import dev.jetvm.spec.book.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A finished report in which clauses pass, fail, have stress evidence or have no case, by turns: readers see all of these. */
final class SampleReport {
    private SampleReport() {}

    /** Writes {@code report.json} and a page with an anchor for each clause, {@code report/index.html}, to a folder. */
    static Status write(Path folder, Collection<String> clauses) throws IOException {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        root.put("complete", true);
        root.putObject("run").putObject("impl").put("name", "sample").put("version", "1");
        ArrayNode results = root.putArray("results");
        ArrayNode rules = root.putArray("rules");
        StringBuilder page = new StringBuilder();
        int turn = 0;
        for (String id : clauses) {
            int kind = turn++ % 4;
            if (kind < 3) {
                results.addObject().put("id", "case-" + id).put("verdict", kind == 0 ? "pass" : "fail")
                        .putArray("rules").add(id);
            }
            ObjectNode rule = rules.addObject();
            rule.put("id", id).put("level", "must").put("evidence", "property").put("cases", kind < 3 ? turn : 0);
            if (kind == 2) {
                rule.putObject("stress").put("verdict", "pass").put("words", "2 tests, 1,000 samples");
            }
            page.append("<a id=\"").append(id).append("\"></a>");
        }
        Path report = folder.resolve("report.json");
        Files.writeString(report, root.toString());
        Files.writeString(Files.createDirectories(folder.resolve("report")).resolve("index.html"), page);
        return Status.read(report);
    }
}
