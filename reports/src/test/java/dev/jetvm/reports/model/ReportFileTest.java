package dev.jetvm.reports.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetvm.reports.render.SampleReports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** What is said of a file that is no usable report. */
final class ReportFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @ParameterizedTest
    @CsvSource({"/run, impl, its run has no impl", "/run, strays, it has no strays of its run",
            "/results/0, rules, it has no clauses of a result", "/results/0, chapter, a result has no chapter",
            "/results/0, transcript, it has no transcript of a result", "/rules/0, status, a clause has no status",
            "/rules/0, chapter, a clause has no chapter", "'', accounting, it has no accounting"})
    void a_report_with_a_missing_part_is_refused(String place, String member, String why) throws IOException {
        ObjectNode document = ReportFile.mapper().valueToTree(SampleReports.withFailures());
        ((ObjectNode) document.at(place)).remove(member);
        Path file = Files.writeString(folder.resolve("report.json"), document.toString());
        assertThatThrownBy(() -> ReportFile.read(file)).isInstanceOf(ReportFile.UnreadableReport.class)
                .hasMessageEndingWith(": " + why);
    }

    @Test
    void a_report_of_another_format_is_named() throws IOException {
        Path file = Files.writeString(folder.resolve("report.json"), "{\"format\": \"jet-report/9\"}");
        assertThatThrownBy(() -> ReportFile.read(file))
                .hasMessageEndingWith("is no file of format jet-report/1: its format is jet-report/9");
    }

    @Test
    void a_folder_is_that_of_its_report() throws IOException {
        assertThatThrownBy(() -> ReportFile.read(folder)).hasMessageEndingWith("report.json does not exist");
        ReportFile.write(folder.resolve("report.json"), SampleReports.withFailures());
        assertThat(ReportFile.read(folder).accounting()).isEqualTo(SampleReports.withFailures().accounting());
    }
}
