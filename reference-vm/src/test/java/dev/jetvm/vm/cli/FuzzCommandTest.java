package dev.jetvm.vm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class FuzzCommandTest {
    @TempDir
    private Path folder = Path.of("");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int fuzz(String... words) {
        CommandLine line = Jet.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] all = new String[words.length + 1];
        all[0] = "fuzz";
        System.arraycopy(words, 0, all, 1, words.length);
        return line.execute(all);
    }

    @Test
    void a_few_runs_find_nothing_and_say_so() {
        assertThat(fuzz("--seed", "1", "--runs", "3")).isZero();
        assertThat(out.toString()).startsWith("seed 1").contains("3 files", "0 crashes");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void what_it_cannot_do_is_told_before_it_begins() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThat(fuzz("--runs", "-1")).isEqualTo(Jet.USAGE);
        assertThat(fuzz("--seconds", "-1")).isEqualTo(Jet.USAGE);
        assertThat(fuzz("--runs", "1", "--out", file.toString())).isEqualTo(Jet.USAGE);
        assertThat(fuzz("--runs", "1", "--seeds", file.toString())).isEqualTo(Jet.USAGE);
        assertThat(fuzz("--runs", "1", "--seeds", folder.resolve("none").toString())).isEqualTo(Jet.USAGE);
        assertThat(err.toString().lines()).hasSize(5).allMatch(line -> line.startsWith("jet: "))
                .noneMatch(line -> line.contains("Exception"));
        assertThat(out.toString()).doesNotContain("files");
    }
}
