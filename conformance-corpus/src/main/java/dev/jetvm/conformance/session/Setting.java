package dev.jetvm.conformance.session;

import dev.jetvm.conformance.protocol.Request;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * The configuration of an agent for a case.
 *
 * @param profile {@code tagged} or {@code nan}
 * @param params options by name, such as {@code heap.max_size}; every value is a text
 */
public record Setting(String profile, Map<String, String> params) {
    public static final Setting TAGGED = new Setting("tagged", Map.of());

    public Setting {
        params = Map.copyOf(params);
    }

    public static Setting of(String profile) {
        return new Setting(profile, Map.of());
    }

    /** The same setting with the given options added where it does not define them itself. */
    public Setting withDefaults(Map<String, String> defaults) {
        Map<String, String> all = new TreeMap<>(defaults);
        all.putAll(params);
        return new Setting(profile, all);
    }

    /**
     * The request that configures an agent so.
     *
     * @param seed seed of the run, from which the agent derives every choice of its own
     */
    public Request configure(long seed) {
        Request request = Request.of("configure");
        request.members().put("profile", profile).put("seed", Long.toString(seed));
        ObjectNode options = request.members().putObject("params");
        new TreeMap<>(params).forEach(options::put);
        return request;
    }

    /**
     * Encodes an option as a tag of a test, {@code param:gc.stress=barrier+poison}. Tags must not contain commas, so a
     * plus sign represents a comma.
     */
    public static String tag(String name, String value) {
        return "param:" + name + "=" + value.replace(',', '+');
    }

    /** Decodes the part of a tag after {@code param:} and adds it to the options. */
    public static void addTag(Map<String, String> params, String tag) {
        int equals = tag.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("param:" + tag + " is not param:NAME=VALUE");
        }
        params.put(tag.substring(0, equals), tag.substring(equals + 1).replace('+', ','));
    }
}
