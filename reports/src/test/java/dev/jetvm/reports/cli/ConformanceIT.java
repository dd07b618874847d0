package dev.jetvm.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.reports.model.CaseResult;
import dev.jetvm.reports.model.Report;
import dev.jetvm.reports.model.ReportFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole suite against the packaged reference, which is treated like any stranger.
 *
 * @spec CONF-22
 */
final class ConformanceIT {

    @Test
    void theReferencePassesEveryCase(@TempDir Path folder) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Process process = Command.builder("--seed", "7", "--validate", "--out", folder.toString())
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        assertThat(process.waitFor()).as(Files.readString(output)).isZero();
        Report report = ReportFile.read(folder.resolve("report.json"));
        assertThat(report.results()).filteredOn(each -> !each.verdict().equals("pass"))
                .allSatisfy(each -> assertThat(each.detail()).as(each.id())
                        .startsWith("not applicable: about implementations without "));
        assertThat(report.accounting().balanced()).isTrue();
        assertThat(kind(report, "example") + kind(report, "negative")).isGreaterThanOrEqualTo(500);
        assertThat(kind(report, "scenario")).isGreaterThanOrEqualTo(40);
        assertThat(kind(report, "property")).isGreaterThanOrEqualTo(25);
        assertThat(report.rules()).as("every clause that can be shown is shown")
                .allMatch(rule -> rule.status().equals("pass") || rule.status().equals("untestable"));
        assertThat(List.of("index.html", "junit.xml", "summary.md", "badge.json", "events.jsonl"))
                .allSatisfy(name -> assertThat(folder.resolve(name)).isNotEmptyFile());
    }

    private static long kind(Report report, String kind) {
        return report.results().stream().map(CaseResult::kind).filter(kind::equals).count();
    }
}
