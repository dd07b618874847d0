package dev.jetvm.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.runtime.value.ValueModel;
import dev.jetvm.vm.agent.AgentServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Clauses: GC-11, GC-34, FIN-11. What the agent tells people, which the protocol leaves free. */
final class AgentLogTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** What is on standard error after these requests, line by line. */
    private static List<JsonNode> log(String params, String... requests) throws IOException {
        String lines = "{\"id\":1,\"op\":\"configure\",\"profile\":\"tagged\",\"seed\":\"1\",\"params\":{" + params
                + "}}\n" + String.join("\n", requests);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        AgentServer.serve(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), out,
                new PrintStream(log, true, StandardCharsets.UTF_8), ValueModel.TAGGED);
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(requests.length + 1)
                .allMatch(line -> line.contains("\"outcome\":\"ok\""));
        return log.toString(StandardCharsets.UTF_8).lines().map(JSON::readTree).toList();
    }

    @Test
    void eachCollectionIsOneLineIfItIsWished() throws IOException {
        List<JsonNode> log = log("\"gc.log\":\"true\"", "{\"id\":2,\"op\":\"heap.churn\",\"count\":10,\"bytes\":84}",
                "{\"id\":3,\"op\":\"gc.collect\",\"kind\":\"minor\"}",
                "{\"id\":4,\"op\":\"gc.collect\",\"kind\":\"full\"}");
        assertThat(log).extracting(line -> line.path("gc").asString()).containsExactly("minor", "full");
        assertThat(log.getFirst().path("before").asLong()).isEqualTo(1040);
        assertThat(log.getFirst().path("after").asLong()).isZero();
        assertThat(log.getFirst().path("reclaimed").asLong()).isEqualTo(1040);
        assertThat(log).allSatisfy(line -> {
            BigDecimal pause = line.path("pauseMillis").decimalValue();
            assertThat(pause).isNotNegative();
            assertThat(pause.stripTrailingZeros().scale()).isLessThanOrEqualTo(3);
        });
    }

    @Test
    void nothingIsToldUnasked() throws IOException {
        assertThat(log("", "{\"id\":2,\"op\":\"gc.collect\",\"kind\":\"full\"}")).isEmpty();
    }

    @Test
    void aFailedFinalizerIsTold() throws IOException {
        List<JsonNode> log = log("", "{\"id\":2,\"op\":\"heap.alloc\",\"into\":\"$a\"}",
                "{\"id\":3,\"op\":\"finalizer.register\",\"object\":\"$a\",\"name\":\"bad\",\"action\":{\"do\":\"panic\"}}",
                "{\"id\":4,\"op\":\"heap.close\"}");
        assertThat(log).hasSize(1);
        assertThat(log.getFirst().path("finalizer").asString()).isEqualTo("bad");
        assertThat(log.getFirst().path("panic").asString()).isEqualTo("user");
    }

    /** The end of a session is no failure of the finalizers that wait. */
    @Test
    void whatWaitsWhenTheHeapEndsIsNoFailure() throws IOException {
        assertThat(log("", "{\"id\":2,\"op\":\"heap.alloc\",\"into\":\"$a\"}",
                "{\"id\":3,\"op\":\"finalizer.register\",\"object\":\"$a\",\"name\":\"w\","
                        + "\"action\":{\"do\":\"wait\",\"gate\":\"g\"}}",
                "{\"id\":4,\"op\":\"heap.unroot\",\"handle\":\"$a\"}",
                "{\"id\":5,\"op\":\"gc.collect\",\"kind\":\"full\"}", "{\"id\":6,\"op\":\"reset\"}")).isEmpty();
    }
}
