package dev.jetvm.vm.agent;

import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * The features that a workload on channels needs.
 *
 * @spec CHAN-25
 * @spec SEL-13
 */
final class ChannelFeatures {
    static final Set<String> ALL = Set.of("channel.workload", "channel.unbuffered", "channel.buffered", "channel.try",
            "channel.close", "select.workload", "select.send", "select.receive", "select.default");

    private final Set<String> needed = new TreeSet<>(Set.of("channel.workload"));

    private ChannelFeatures() {}

    static Set<String> of(Arguments request) {
        ChannelFeatures features = new ChannelFeatures();
        features.needed.add(ChannelWorkload.capacity(request) == 0 ? "channel.unbuffered" : "channel.buffered");
        if (request.has("channels")) {
            features.needed.add("select.workload");
        }
        request.list("threads").forEach(thread -> thread.forEach(features::step));
        return features.needed;
    }

    private void step(JsonNode step) {
        step.path("do").forEach(this::step);
        switch (step.path("op").asString("")) {
            case "try-send", "try-receive" -> needed.add("channel.try");
            case "close" -> needed.add("channel.close");
            case "select" -> select(step);
            default -> {
                // belongs to channel.workload
            }
        }
    }

    private void select(JsonNode step) {
        needed.add("select.workload");
        step.path("cases").forEach(each -> needed.add("select." + (each.path("op").asString("").equals("send")
                ? "send"
                : "receive")));
        if (step.path("default").asBoolean(false)) {
            needed.add("select.default");
        }
    }
}
