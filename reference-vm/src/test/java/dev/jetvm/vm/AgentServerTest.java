package dev.jetvm.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.runtime.value.ValueModel;
import dev.jetvm.vm.agent.AgentServer;
import dev.jetvm.vm.cli.Jet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Any bytes in, one line out for each line in. */
final class AgentServerTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LIMIT = 1 << 20;

    private static List<JsonNode> serve(byte[] input) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        AgentServer.serve(new ByteArrayInputStream(input), out, new PrintStream(log, true, StandardCharsets.UTF_8),
                ValueModel.TAGGED);
        assertThat(log.toString(StandardCharsets.UTF_8)).as("faults of the agent itself").isEmpty();
        return out.toString(StandardCharsets.UTF_8).lines().map(JSON::readTree).toList();
    }

    private static List<JsonNode> serve(String... lines) throws IOException {
        return serve(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void lineEndsAreForgiving() throws IOException {
        assertThat(serve("{\"id\":1,\"op\":\"ping\"}\r", "{\"id\":2,\"op\":\"ping\"}"))
                .extracting(a -> a.path("id").asInt())
                .containsExactly(1, 2);
    }

    @Test
    void byeEndsItWhateverFollows() throws IOException {
        assertThat(serve("{\"id\":1,\"op\":\"bye\"}", "{\"id\":2,\"op\":\"ping\"}", "")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "nonsense", "[]", "null", "{", "{} {}", "{\"id\":1,\"op\":\"ping\"", "\u0000",
            "{\"id\":1e999999999,\"op\":\"ping\"}x"})
    void whatIsNoObjectIsABadLine(String line) throws IOException {
        List<JsonNode> answers = serve(line + "\n{\"id\":9,\"op\":\"ping\"}");
        assertThat(answers).hasSize(2);
        assertThat(answers.getFirst().path("code").asString()).isEqualTo("bad-line");
        assertThat(answers.getFirst().path("id").isNull()).isTrue();
        assertThat(answers.getLast().path("outcome").asString()).isEqualTo("ok");
    }

    @Test
    void invalidUtf8AndDeepNestingAreBadLines() throws IOException {
        assertThat(serve(new byte[]{'{', (byte) 0xC0, (byte) 0x80, '}', '\n'}))
                .extracting(a -> a.path("code").asString())
                .containsExactly("bad-line");
        assertThat(serve("{\"id\":1,\"a\":" + "[".repeat(100_000))).extracting(a -> a.path("code").asString())
                .containsExactly("bad-line");
    }

    @Test
    void theLimitOfALineIsExact() throws IOException {
        String ping = "{\"id\":1,\"op\":\"ping\"}";
        assertThat(serve(ping + " ".repeat(LIMIT - ping.length()))).extracting(a -> a.path("outcome").asString())
                .containsExactly("ok");
        assertThat(serve(ping + " ".repeat(LIMIT - ping.length() + 1), ping))
                .extracting(a -> a.path("code").asString(""))
                .containsExactly("line-too-long", "");
    }

    @Test
    void parametersThatNobodyKnowsAreIgnored() throws IOException {
        assertThat(serve(
                "{\"id\":1,\"op\":\"configure\",\"profile\":\"nan\",\"params\":{\"heapBytes\":1,\"x\":[null]},\"seed\":\"7\"}"))
                .extracting(a -> a.path("outcome").asString()).containsExactly("ok");
    }

    /** Whatever the length of its answer would have been: one line that fits, and the stream goes on. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{'op':'array.image','element':'char','data':'','capacity':536870911}|answer-too-long",
            "{'op':'array.image','element':'u8','data':'','capacity':786432}|answer-too-long",
            "{'op':'string.utf8','lossy':true,'bytes':'~'}|answer-too-long", "{'op':'~'}|answer-too-long",
            "{'op':'value.encode','value':{'kind':'~'}}|bad-request"})
    void noAnswerIsLongerThanALine(String question, String code) throws IOException {
        String bare = question.replace('\'', '"').replaceFirst("\\{", "{\"id\":1,");
        String filled = bare.replace("~", "////".repeat((LIMIT - bare.length() + 1) / 4));
        List<JsonNode> answers = serve(filled, "{\"id\":2,\"op\":\"ping\"}");
        assertThat(answers).extracting(a -> a.path("id").asInt()).containsExactly(1, 2);
        assertThat(answers.getFirst().path("code").asString()).isEqualTo(code);
        assertThat(answers.getFirst().path("definite").asBoolean()).isTrue();
        assertThat(answers).allSatisfy(a -> assertThat(a.toString().length()).isLessThanOrEqualTo(LIMIT));
    }

    /** Requests that are right, changed in one member each: never anything but one answer that names the id. */
    @Test
    void changedRequestsAreAnsweredProperly() throws IOException {
        long seed = Long.getLong("jet.seed", 20261120L);
        System.out.println("AgentServerTest: seed " + seed + " (-Djet.seed=" + seed + " replays it)");
        Random random = new Random(seed);
        List<ObjectNode> good = questions();
        StringBuilder lines = new StringBuilder();
        int count = 4_000;
        for (int id = 0; id < count; id++) {
            ObjectNode changed = good.get(random.nextInt(good.size())).deepCopy();
            change(changed, random);
            changed.put("id", id);
            lines.append(changed).append('\n');
        }
        List<JsonNode> answers = serve(lines.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(answers).hasSize(count);
        for (int id = 0; id < count; id++) {
            JsonNode answer = answers.get(id);
            assertThat(answer.path("id").asInt()).isEqualTo(id);
            assertThat(answer.path("code").asString("")).as("%s", answer).isNotEqualTo("internal");
        }
    }

    private static List<ObjectNode> questions() throws IOException {
        List<ObjectNode> questions = new ArrayList<>();
        try (InputStream stream = Jet.class.getResourceAsStream("self-test.jsonl")) {
            assertThat(stream).isNotNull();
            new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().map(JSON::readTree)
                    .filter(line -> !line.path("op").asString().equals("bye"))
                    .forEach(line -> questions.add((ObjectNode) line));
        }
        for (String line : List.of(
                "{\"op\":\"value.store\",\"class\":\"i8\",\"value\":{\"kind\":\"int\",\"value\":\"1\"}}",
                "{\"op\":\"value.load\",\"class\":\"ref\",\"bytes\":\"AgAAAAAAAAA=\"}",
                "{\"op\":\"array.slice\",\"array\":\"0x10007\",\"length\":10,\"offset\":2,\"count\":3}",
                "{\"op\":\"array.image\",\"element\":\"ref\",\"data\":\"AgAAAAAAAAA=\",\"capacity\":2}",
                "{\"op\":\"array.grow\",\"capacity\":8,\"element\":\"i8\"}",
                "{\"op\":\"layout.soa\",\"fields\":[{\"name\":\"x\",\"type\":\"f32\"}],\"capacity\":10}",
                "{\"op\":\"struct.write\",\"fields\":[{\"name\":\"x\",\"type\":\"i8\"}],\"values\":[{\"kind\":\"nil\"}]}",
                "{\"op\":\"header.transition\",\"bytes\":\"QAAAAAAAAAAAAAMAAAAAAA==\",\"event\":\"grey\"}",
                "{\"op\":\"string.decode\",\"word\":\"0x74656A1E\"}",
                "{\"op\":\"symbol.intern\",\"bytes\":\"amV0\"}")) {
            questions.add((ObjectNode) JSON.readTree(line));
        }
        return questions;
    }

    private static void change(ObjectNode message, Random random) {
        List<String> names = new ArrayList<>(message.propertyNames());
        String name = names.get(random.nextInt(names.size()));
        JsonNode old = message.path(name);
        if (old instanceof ObjectNode nested && !nested.isEmpty() && random.nextBoolean()) {
            change(nested, random);
        } else if (old.isArray() && !old.isEmpty() && old.get(0) instanceof ObjectNode first && random.nextBoolean()) {
            change(first, random);
        } else {
            switch (random.nextInt(8)) {
                case 0 -> message.remove(name);
                case 1 -> message.putNull(name);
                case 2 -> message.put(name, -1);
                case 3 -> message.put(name, Long.MAX_VALUE);
                case 4 -> message.put(name, "");
                case 5 -> message.put(name, "0xFFFFFFFFFFFFFFFF");
                case 6 -> message.putArray(name).add(true);
                default -> message.putObject(name).put("kind", "string").put("bytes", "////");
            }
        }
    }
}
