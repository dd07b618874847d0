package dev.jetvm.reports.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportFolderTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void oneRunHasItAtATime() throws IOException {
        Path out = folder.resolve("a/b");
        try (ReportFolder first = ReportFolder.take(out)) {
            assertThat(first.path()).isEqualTo(out);
            assertThatThrownBy(() -> ReportFolder.take(out)).isInstanceOf(ReportFolder.Taken.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid() + ", since ")
                    .hasMessageContaining("--out");
        }
        ReportFolder.take(out).close();
    }

    @Test
    void theReportBeforeIsGoneAndWhatIsNotOursStays() throws IOException {
        Files.createDirectories(folder.resolve("repro"));
        for (String name : new String[]{"report.json", "index.html", "junit.xml", "summary.md", "badge.json",
                "events.jsonl", "repro/a.json", "known.txt"}) {
            Files.writeString(folder.resolve(name), "old");
        }
        ReportFolder.take(folder).close();
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("known.txt", ".lock");
        }
    }

    @Test
    void aRunThatIsRefusedLeavesEverythingAsItWas() throws IOException {
        try (ReportFolder first = ReportFolder.take(folder)) {
            Path report = first.path().resolve("report.json");
            Files.writeString(report, "of the first run");
            assertThatThrownBy(() -> ReportFolder.take(folder)).isInstanceOf(ReportFolder.Taken.class);
            assertThat(report).content().isEqualTo("of the first run");
        }
    }
}
