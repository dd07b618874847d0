package dev.jetvm.vm.agent;

import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * An operation of the protocol.
 *
 * @param name on the wire
 * @param feature the feature that announces it, empty for the operations that every agent has
 * @param parts the features of single members of requests and answers, all of which this agent serves
 * @param needed the features of the parts that a request uses
 * @param handler returns the {@code value} of an {@code ok} answer and throws for any other outcome
 */
record Operation(String name, String feature, Set<String> parts, Needed needed, Handler handler) {

    Operation(String name, String feature, Handler handler) {
        this(name, feature, Set.of(), handler);
    }

    Operation(String name, String feature, Set<String> parts, Handler handler) {
        this(name, feature, parts, _ -> Set.of(), handler);
    }

    @FunctionalInterface
    interface Needed {
        Set<String> of(Arguments arguments);
    }

    @FunctionalInterface
    interface Handler {
        ObjectNode handle(Arguments arguments);
    }
}
