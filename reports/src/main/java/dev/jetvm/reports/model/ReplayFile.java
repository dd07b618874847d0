package dev.jetvm.reports.model;

import dev.jetvm.conformance.session.CaseRun.Exchange;
import dev.jetvm.conformance.session.Setting;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A failure as a file for {@code jet conformance repro}: the command of the implementation, the case, the sample of a
 * property and, for readers, the lines sent and received.
 *
 * @param kind of the case
 * @param seed of the run, as a decimal string
 * @param params options that the agent was configured with; null in a file of an older suite
 * @param configure the request that configured the agent, without its id; null in a file of an older suite
 * @param sample the smallest input that a property fails with: {@code words} and {@code values}; null for other cases
 * @param exchanges the lines of the failure, oldest first, bounded as a transcript is
 * @param complete written last
 */
public record ReplayFile(String format, String id, String title, List<String> rules, String kind, String profile,
        String seed, Agent agent, @Nullable Map<String, String> params, @Nullable JsonNode configure,
        @Nullable JsonNode sample, List<Exchange> exchanges, String verdict, String detail,
        @Nullable JsonNode expected, @Nullable JsonNode observed, boolean complete) {
    public static final String FORMAT = "jet-repro/1";
    private static final String FOLDER = "repro";

    /** Rejects a document with missing parts, since another program may have written the file. */
    public ReplayFile {
        Objects.requireNonNull(id, "it has no id");
        Objects.requireNonNull(seed, "it has no seed");
        Objects.requireNonNull(agent, "it has no agent");
    }

    /**
     * The command and time limits of the implementation.
     *
     * @param impl command as given by the user; null for the bundled reference
     * @param timeout time limit of one answer in milliseconds; null for the default
     * @param timeScale factor of all time limits
     * @param budgetFactor factor of all time limits that was measured, or given by the user; null in a file of an older suite
     * @param exec command that starts programs, as given by the user; null if none was given
     */
    public record Agent(@Nullable String impl, @Nullable Long timeout, double timeScale,
            @Nullable Double budgetFactor, @Nullable String exec) {}

    /** Path of the file of a case, relative to the report. */
    public static String name(String id) {
        return FOLDER + "/" + id.replaceAll("[^A-Za-z0-9.@_-]", "_") + ".json";
    }

    /**
     * Writes a file for each failure of a report and deletes the files of earlier reports.
     *
     * @param out folder of the report
     * @param settings how the agent of each case is configured, by the id of the case
     */
    public static void writeAll(Report report, Path out, Agent agent, Map<String, Setting> settings)
            throws IOException {
        removeAll(out);
        List<CaseResult> failures = report.failures();
        if (!failures.isEmpty()) {
            Files.createDirectories(out.resolve(FOLDER));
        }
        for (CaseResult failure : failures) {
            ReportFile.write(out.resolve(failure.replay()), of(failure, report.run().seed(), agent,
                    settings.getOrDefault(failure.id(), Setting.of(failure.profile()))));
        }
    }

    /**
     * Deletes the files of earlier reports.
     *
     * @param out folder of the report
     */
    public static void removeAll(Path out) throws IOException {
        Path folder = out.resolve(FOLDER);
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> old = Files.newDirectoryStream(folder, "*.json")) {
                for (Path each : old) {
                    Files.delete(each);
                }
            }
        }
    }

    private static ReplayFile of(CaseResult failure, String seed, Agent agent, Setting setting) {
        JsonNode configure = configure(setting, Long.parseLong(seed));
        return new ReplayFile(FORMAT, failure.id(), failure.title(), failure.rules(), failure.kind(), failure.profile(),
                seed, agent, new TreeMap<>(setting.params()), configure, failure.sample(), failure.transcript(),
                failure.verdict(), failure.detail(),
                failure.expected(), failure.observed(), true);
    }

    /** The request that configures an agent, as it is shown to people and written to a file: without its id. */
    public static JsonNode configure(Setting setting, long seed) {
        return setting.configure(seed).toMessage(0).without("id");
    }

    /** @throws ReportFile.UnreadableReport if the file is missing, has another format or is truncated */
    public static ReplayFile read(Path file) {
        return ReportFile.read(file, FORMAT, ReplayFile.class);
    }
}
