package dev.jetvm.reports.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.conformance.corpus.Corpus;
import dev.jetvm.conformance.corpus.CorpusCase;
import dev.jetvm.conformance.corpus.Step.Message;
import dev.jetvm.reports.model.ReportFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The sample agent answers rubbish, too, line for line, without a step beyond an array, an overflow or a leak: its
 * sanitizers would end it with another status and a message.
 */
final class CSampleAgentFuzzIT {
    private static final long SEED = 20_261_120;
    private static final int LINES = 40_000;
    private static final long SECONDS = 240;

    private final Random random = new Random(SEED);

    @Test
    void anyLineIsAnsweredByOneLine() throws IOException, InterruptedException {
        Path agent = SampleAgent.buildSanitized();
        Path folder = SampleAgent.folder("sanitized");
        Path sent = folder.resolve("sent.txt");
        Path answered = folder.resolve("answered.txt");
        Path complained = folder.resolve("complained.txt");
        int lines = write(sent);
        Process process = new ProcessBuilder(agent.toString()).redirectInput(sent.toFile())
                .redirectOutput(answered.toFile()).redirectError(complained.toFile()).start();
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).as("the agent ends with its input").isTrue();
        assertThat(process.exitValue()).as(Files.readString(complained)).isZero();
        assertThat(Files.readString(complained)).isEmpty();
        List<String> answers = Files.readAllLines(answered, UTF_8);
        assertThat(answers).as("seed %d", SEED).hasSize(lines).allSatisfy(CSampleAgentFuzzIT::isAnAnswer);
    }

    private static void isAnAnswer(String line) {
        JsonNode answer = ReportFile.mapper().readTree(line);
        assertThat(answer.path("outcome").asString("")).as(line).isIn("ok", "panic", "reject", "unsupported", "error");
        assertThat(answer.has("id")).as(line).isTrue();
    }

    private int write(Path file) throws IOException {
        List<byte[]> good = Corpus.load().stream().map(CorpusCase::steps).flatMap(List::stream)
                .filter(step -> step.sent() instanceof Message)
                .map(step -> ((Message) step.sent()).request().toMessage(1).toString().getBytes(UTF_8)).toList();
        int count = 0;
        try (var out = Files.newOutputStream(file)) {
            for (int i = 0; i < LINES; i++) {
                byte[] line = line(good.get(random.nextInt(good.size())));
                if (!new String(line, ISO_8859_1).contains("bye")) {
                    out.write(line);
                    out.write('\n');
                    count++;
                }
            }
            for (byte[] line : extremes()) {
                out.write(line);
                out.write('\n');
                count++;
            }
        }
        return count;
    }

    private byte[] line(byte[] good) {
        byte[] line = switch (random.nextInt(6)) {
            case 0 -> good;
            case 1 -> Arrays.copyOf(good, random.nextInt(good.length));
            case 2 -> changed(good);
            case 3 -> changed(changed(good));
            case 4 -> replaced(good);
            default -> noise();
        };
        for (int i = 0; i < line.length; i++) {
            line[i] = line[i] == '\n' ? (byte) ' ' : line[i];
        }
        return line;
    }

    private byte[] noise() {
        byte[] line = new byte[random.nextInt(80)];
        random.nextBytes(line);
        return line;
    }

    /** One byte another, most often one that means something. */
    private byte[] changed(byte[] good) {
        byte[] line = good.clone();
        byte[] signs = "{}[]\",:\\u0x-19=tfnE".getBytes(UTF_8);
        line[random.nextInt(line.length)] = random.nextInt(4) == 0
                ? (byte) random.nextInt(256)
                : signs[random.nextInt(signs.length)];
        return line;
    }

    /** A number, a text or a small object becomes another thing, or one at the edge of what can be held. */
    private byte[] replaced(byte[] good) {
        String[] edges = {"0", "-1", "9007199254740991", "9007199254740992", "4294967295", "4294967296", "1e999",
                "\"9223372036854775807\"", "\"-9223372036854775808\"", "\"9223372036854775808\"", "\"\"", "null", "[]",
                "{}", "\"0xFFFFFFFFFFFFFFFF\"", "\"0x7\"", "\"AAAA\"", "\"////\"",
                "{\"size\":4294967295,\"align\":32768}",
                "\"\\ud800\"", "\"1152921504606846975\"", "\"-1152921504606846976\"", "\"99999999999999999999999\""};
        String text = new String(good, UTF_8);
        var matcher = java.util.regex.Pattern.compile("[:\\[](\"[^\"]*\"|-?[0-9]+|[{][^{}]*[}])").matcher(text);
        int wanted = random.nextInt(6);
        String edge = edges[random.nextInt(edges.length)];
        for (int i = 0; matcher.find(); i++) {
            if (i == wanted) {
                return (text.substring(0, matcher.start(1)) + edge + text.substring(matcher.end())).getBytes(UTF_8);
            }
        }
        return good;
    }

    /** What is long, deep or large. */
    private static List<byte[]> extremes() {
        return List.of("[".repeat(1_000_000).getBytes(UTF_8), "{\"a\":".repeat(200_000).getBytes(UTF_8),
                ("{\"id\":1,\"op\":\"ping\",\"x\":" + "[".repeat(400) + "]".repeat(400) + "}").getBytes(UTF_8),
                large('x', 1_048_576), large(' ', 1_048_577), large('"', 5_000_000),
                op("string.hash", "\"bytes\":\"" + "QUJD".repeat(250_000) + "\""),
                op("string.utf8", "\"lossy\":true,\"bytes\":\"" + "////".repeat(250_000) + "\""),
                op("z".repeat(1_048_000), "\"x\":1"), op("layout.struct", "\"fields\":[" + fields(20_000) + "]"),
                op("layout.soa", "\"capacity\":4294967295,\"fields\":[" + fields(20_000) + "]"),
                op("array.image", "\"element\":\"i64\",\"data\":\"\",\"capacity\":536870910"),
                op("array.image", "\"element\":\"i64\",\"data\":\"\",\"capacity\":100000"));
    }

    private static byte[] large(char sign, int length) {
        byte[] line = new byte[length];
        Arrays.fill(line, (byte) sign);
        return line;
    }

    private static byte[] op(String op, String members) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(("{\"id\":1,\"op\":\"" + op + "\"," + members + "}").getBytes(UTF_8));
        return out.toByteArray();
    }

    private static String fields(int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ",").append("{\"name\":\"").append(i)
                    .append("\",\"type\":{\"size\":%d,\"align\":%d}}".formatted(i % 9, 1 << i % 16));
        }
        return text.toString();
    }
}
