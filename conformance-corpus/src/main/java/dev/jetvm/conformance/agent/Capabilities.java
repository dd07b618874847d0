package dev.jetvm.conformance.agent;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The capabilities that an agent announced in its answer to {@code hello}.
 *
 * @param hello the {@code value} of that answer
 * @param features {@code value.words} for the level {@code words} of the chapter {@code value}, {@code profile.nan},
 *        {@code control.virtual-time}
 *
 * @spec CONF-09
 */
record Capabilities(ObjectNode hello, Set<String> features) {

    /** @param hello valid according to {@link HelloCheck} */
    static Capabilities of(ObjectNode hello) {
        Set<String> features = new TreeSet<>();
        hello.path("capabilities").forEachEntry((chapter, levels) -> {
            for (JsonNode level : levels) {
                features.add(chapter + "." + level.asString(""));
            }
        });
        for (JsonNode profile : hello.path("profiles")) {
            features.add("profile." + profile.asString(""));
        }
        for (JsonNode control : hello.path("controls")) {
            features.add("control." + control.asString(""));
        }
        return new Capabilities(hello, Collections.unmodifiableSet(features));
    }

    boolean offers(String feature) {
        return features.contains(feature);
    }
}
