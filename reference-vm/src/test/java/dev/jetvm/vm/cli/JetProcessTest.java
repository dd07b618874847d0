package dev.jetvm.vm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only a process of its own shows: signals, and where standard output goes. */
final class JetProcessTest {
    private static ProcessBuilder jet(String... words) {
        ProcessBuilder builder = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                System.getProperty("java.class.path", ""), Jet.class.getName());
        builder.command().addAll(List.of(words));
        return builder;
    }

    @Test
    @Timeout(60)
    void who_ends_a_search_is_told_how_far_it_came() throws Exception {
        Process process = jet("fuzz", "--seconds", "50").start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).startsWith("seed ");
            // Process.destroy would close the stream, too.
            assertThat(process.toHandle().destroy()).isTrue();
            assertThat(out.lines().collect(Collectors.joining("\n")))
                    .matches("interrupted after [0-9,]+ files: .*; 0 crashes");
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    @Timeout(60)
    void help_that_nobody_got_is_no_success() throws IOException, InterruptedException {
        assumeTrue(Files.exists(Path.of("/dev/full")), "/dev/full does not exist");
        for (String[] words : new String[][]{{"--help"}, {"run", "--help"}, {"--version"}}) {
            Process process = jet(words).redirectOutput(new File("/dev/full")).start();
            assertThat(process.errorReader(StandardCharsets.UTF_8).lines())
                    .containsExactly("jet: cannot write standard output: no space left on device");
            assertThat(process.waitFor()).isEqualTo(1);
        }
    }
}
