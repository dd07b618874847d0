package dev.jetvm.spec.example;

import dev.jetvm.conformance.agent.AgentOptions;
import dev.jetvm.conformance.agent.AgentPool;
import dev.jetvm.conformance.protocol.Answer;
import dev.jetvm.conformance.protocol.Outcome;
import dev.jetvm.conformance.protocol.Request;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.Setting;
import dev.jetvm.conformance.session.CaseRun;
import dev.jetvm.conformance.session.SuiteSession;
import dev.jetvm.conformance.session.VerdictError;
import dev.jetvm.spec.book.Tables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The agent of the packaged reference, accessed through the protocol like any implementation. */
public final class ReferenceAgent implements Tables, AutoCloseable {
    private final AgentPool pool;
    private final Map<String, List<Table>> known = new HashMap<>();

    private ReferenceAgent(AgentPool pool) {
        this.pool = pool;
    }

    /**
     * @param jar the packaged reference, {@code reference-vm/target/jet.jar}
     * @throws Unavailable if the jar does not exist or the agent does not answer
     */
    public static ReferenceAgent start(Path jar) throws Unavailable {
        if (!Files.isRegularFile(jar)) {
            throw new Unavailable(jar + " is not built; run ./mvnw -pl reference-vm -am package");
        }
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        AgentPool pool = AgentPool.start(AgentOptions.of(List.of(java.toString(), "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-jar", jar.toString(), "agent")));
        try {
            pool.hello();
            return new ReferenceAgent(pool);
        } catch (VerdictError e) {
            pool.close();
            throw new Unavailable("the reference's agent does not answer: " + e.detail());
        }
    }

    public SuiteSession session() {
        return pool;
    }

    @Override
    public List<Table> of(String topic) throws Unavailable {
        List<Table> tables = known.get(topic);
        if (tables == null) {
            tables = ask(topic);
            known.put(topic, tables);
        }
        return tables;
    }

    private List<Table> ask(String topic) throws Unavailable {
        Request request = Request.of("describe");
        request.members().put("topic", topic);
        CaseInfo info = new CaseInfo("spec-tables-" + topic, "tables of " + topic, List.of(), "must", "example",
                Set.of(), Setting.TAGGED, false, 0);
        try (CaseRun run = pool.begin(info)) {
            Answer answer = run.call(request);
            if (answer.outcome() != Outcome.OK) {
                throw new Unavailable("describe was answered with " + answer.message());
            }
            return stream(answer.value().path("tables")).map(ReferenceAgent::table).toList();
        } catch (VerdictError e) {
            throw new Unavailable(e.detail());
        }
    }

    private static Table table(JsonNode table) {
        return new Table(table.path("name").asString(""), texts(table.path("columns")),
                stream(table.path("rows")).map(ReferenceAgent::texts).toList());
    }

    private static List<String> texts(JsonNode array) {
        return stream(array).map(cell -> cell.asString("")).toList();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    @Override
    public void close() {
        pool.close();
    }
}
