package dev.jetvm.conformance.agent;

import dev.jetvm.conformance.session.Verdict;
import org.jspecify.annotations.Nullable;

/** Counts the agents that failed, and gives up in time: a broken agent must not cost a budget for every case. */
final class RestartCap {
    /** An agent that never came up this often in a row will not come up. */
    static final int STARTS_IN_A_ROW = 3;

    private final int cap;
    private int failures;
    private int startFailures;
    private @Nullable String spent;

    RestartCap(int cap) {
        this.cap = cap;
    }

    /** An agent was greeted. */
    synchronized void started() {
        startFailures = 0;
    }

    /** An agent did not come up. */
    synchronized void startFailed(AgentFault fault) {
        startFailures++;
        failed(fault);
        if (startFailures >= STARTS_IN_A_ROW && spent == null) {
            spent = "the agent did not come up %d times in a row; the last time: %s"
                    .formatted(startFailures, fault.getMessage());
        }
    }

    /** An agent that was up has to be replaced. */
    synchronized void failed(AgentFault fault) {
        failures++;
        if (failures > cap && spent == null) {
            spent = "the cap of %d restarts is spent; the last reason: %s".formatted(cap, fault.getMessage());
        }
    }

    /** @throws AgentFault if no agent is started any more */
    synchronized void check() throws AgentFault {
        if (spent != null) {
            throw new AgentFault(Verdict.CRASH, spent);
        }
    }
}
