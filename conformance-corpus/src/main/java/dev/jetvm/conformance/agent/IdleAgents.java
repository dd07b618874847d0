package dev.jetvm.conformance.agent;

import dev.jetvm.conformance.session.Setting;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The agents of a pool that wait for a case. Thread-safe. */
final class IdleAgents {
    private final ArrayDeque<Agent> waiting = new ArrayDeque<>();
    private boolean closed;

    /** Takes one, best one that is configured so; null if none waits. */
    synchronized @Nullable Agent take(Setting setting) {
        for (Agent agent : waiting) {
            if (setting.equals(agent.setting())) {
                waiting.remove(agent);
                return agent;
            }
        }
        return waiting.poll();
    }

    /** Whether it was taken in; after {@link #close} none is. */
    synchronized boolean add(Agent agent) {
        if (!closed) {
            waiting.push(agent);
        }
        return !closed;
    }

    /** Takes in no more, and gives away those that wait. */
    synchronized List<Agent> close() {
        closed = true;
        List<Agent> last = List.copyOf(waiting);
        waiting.clear();
        return last;
    }
}
