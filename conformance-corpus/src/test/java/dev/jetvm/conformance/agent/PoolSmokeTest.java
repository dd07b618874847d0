package dev.jetvm.conformance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.conformance.protocol.Outcome;
import dev.jetvm.conformance.protocol.Request;
import dev.jetvm.conformance.session.CaseRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoolSmokeTest {
    @Test
    void a_healthy_agent_serves_many_cases(@TempDir Path dir) {
        try (AgentPool pool = AgentPool.start(AgentOptions.of(Agents.bad("good", dir)))) {
            for (int i = 0; i < 1_000; i++) {
                try (CaseRun run = pool.begin(Agents.aCase("c" + i))) {
                    assertThat(run.call(Request.of("ping")).outcome()).isEqualTo(Outcome.OK);
                }
            }
            assertThat(pool.started()).isEqualTo(1);
        }
    }
}
