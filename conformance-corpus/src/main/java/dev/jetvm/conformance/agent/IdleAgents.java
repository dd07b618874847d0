package dev.jetvm.conformance.agent;

import dev.jetvm.conformance.session.Setting;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The idle agents of a pool. Thread-safe. */
final class IdleAgents {
    private final ArrayDeque<Agent> waiting = new ArrayDeque<>();
    private boolean closed;

    /** Removes and returns an agent, preferably one with this setting; null if there is none. */
    synchronized @Nullable Agent take(Setting setting) {
        for (Agent agent : waiting) {
            if (setting.equals(agent.setting())) {
                waiting.remove(agent);
                return agent;
            }
        }
        return waiting.poll();
    }

    /** Adds an agent; returns false after {@link #close}. */
    synchronized boolean add(Agent agent) {
        if (!closed) {
            waiting.push(agent);
        }
        return !closed;
    }

    /** Rejects further agents and returns the idle ones. */
    synchronized List<Agent> close() {
        closed = true;
        List<Agent> last = List.copyOf(waiting);
        waiting.clear();
        return last;
    }
}
