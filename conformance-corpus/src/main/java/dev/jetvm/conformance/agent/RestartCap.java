package dev.jetvm.conformance.agent;

import dev.jetvm.conformance.session.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Counts failed agents and stops further starts at a limit, so that a broken agent does not consume a time budget for
 * every case.
 */
final class RestartCap {
    /** Number of consecutive failed starts after which no agent is started any more. */
    static final int STARTS_IN_A_ROW = 3;

    private final int cap;
    private int failures;
    private int startFailures;
    private @Nullable String spent;

    RestartCap(int cap) {
        this.cap = cap;
    }

    /** Records that an agent completed {@code hello}. */
    synchronized void started() {
        startFailures = 0;
    }

    /** Records that an agent failed to start. */
    synchronized void startFailed(AgentFault fault) {
        startFailures++;
        failed(fault);
        if (startFailures >= STARTS_IN_A_ROW && spent == null) {
            spent = "the agent did not come up %d times in a row; the last time: %s"
                    .formatted(startFailures, fault.getMessage());
        }
    }

    /** Records that a running agent failed and must be replaced. */
    synchronized void failed(AgentFault fault) {
        failures++;
        if (failures > cap && spent == null) {
            spent = "the cap of %d restarts is spent; the last reason: %s".formatted(cap, fault.getMessage());
        }
    }

    /** @throws AgentFault if no further agent may be started */
    synchronized void check() throws AgentFault {
        if (spent != null) {
            throw new AgentFault(Verdict.CRASH, spent);
        }
    }
}
