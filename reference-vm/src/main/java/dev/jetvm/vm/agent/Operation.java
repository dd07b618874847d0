package dev.jetvm.vm.agent;

import tools.jackson.databind.node.ObjectNode;

/**
 * One operation of the protocol.
 *
 * @param name on the wire
 * @param feature that announces it, empty for those that every agent has
 * @param handler answers the {@code value} of {@code ok}; everything else is thrown
 */
record Operation(String name, String feature, Handler handler) {

    @FunctionalInterface
    interface Handler {
        ObjectNode handle(Arguments arguments);
    }
}
