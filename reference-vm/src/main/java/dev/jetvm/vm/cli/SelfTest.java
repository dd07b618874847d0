package dev.jetvm.vm.cli;

import dev.jetvm.runtime.value.ValueModel;
import dev.jetvm.vm.agent.AgentServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Answers one request of each kind within this process. It checks that a build works, and it is the training run of the
 * ahead-of-time cache.
 */
final class SelfTest {
    private SelfTest() {}

    static boolean run(ValueModel model, PrintWriter out) throws IOException {
        byte[] questions = questions();
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        AgentServer.serve(new ByteArrayInputStream(questions), answers, System.err, model);
        List<String> lines = answers.toString(StandardCharsets.UTF_8).lines().toList();
        long asked = new String(questions, StandardCharsets.UTF_8).lines().count();
        List<String> bad = lines.stream().filter(line -> !line.contains("\"outcome\":\"ok\"")).toList();
        out.println(lines.size() - bad.size() + " of " + asked + " answers are ok");
        bad.forEach(out::println);
        return bad.isEmpty() && lines.size() == asked;
    }

    private static byte[] questions() throws IOException {
        try (InputStream stream = SelfTest.class.getResourceAsStream("self-test.jsonl")) {
            if (stream == null) {
                throw new IOException("self-test.jsonl is missing from this build");
            }
            return stream.readAllBytes();
        }
    }
}
