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
    static final String UNBUFFERED = "channel.unbuffered";
    static final String BUFFERED = "channel.buffered";
    static final String TRY = "channel.try";
    static final String CLOSE = "channel.close";
    static final Set<String> ALL = Set.of("channel.workload", UNBUFFERED, BUFFERED, TRY, CLOSE, "select.workload",
            "select.send", "select.receive", "select.default");

    private final Set<String> needed = new TreeSet<>(Set.of("channel.workload"));

    private ChannelFeatures() {}

    static Set<String> of(Arguments request) {
        ChannelFeatures features = new ChannelFeatures();
        features.needed.add(ofCapacity(request));
        if (request.has("channels")) {
            features.needed.add("select.workload");
        }
        request.list("threads").forEach(thread -> thread.forEach(features::step));
        return features.needed;
    }

    /** The feature of the capacity of a new channel. */
    static String ofCapacity(Arguments request) {
        return ChannelPlace.capacity(request) == 0 ? UNBUFFERED : BUFFERED;
    }

    /** The features of the cases of a select, and of its default. */
    static Set<String> ofSelect(JsonNode select) {
        Set<String> needed = new TreeSet<>();
        select.path("cases").forEach(each -> needed.add("select." + (each.path("op").asString("").equals("send")
                ? "send"
                : "receive")));
        if (select.path("default").asBoolean(false)) {
            needed.add("select.default");
        }
        return needed;
    }

    private void step(JsonNode step) {
        step.path("do").forEach(this::step);
        switch (step.path("op").asString("")) {
            case "try-send", "try-receive" -> needed.add(TRY);
            case "close" -> needed.add(CLOSE);
            case "select" -> {
                needed.add("select.workload");
                needed.addAll(ofSelect(step));
            }
            default -> {
                // belongs to channel.workload
            }
        }
    }
}
