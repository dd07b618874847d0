package dev.jetvm.spec.book;

import dev.jetvm.conformance.session.Setting;
import java.util.List;

/**
 * A listing of protocol exchanges that the build executes in order with one agent.
 *
 * @param clauses the clauses that it illustrates
 * @param setting the configuration of the agent
 * @param agent the script of the sample agent that answers; empty for the reference
 */
public record Example(List<String> clauses, Setting setting, Place place, List<Exchange> exchanges, String agent) {

    public Example(List<String> clauses, Setting setting, Place place, List<Exchange> exchanges) {
        this(clauses, setting, place, exchanges, "");
    }
}
