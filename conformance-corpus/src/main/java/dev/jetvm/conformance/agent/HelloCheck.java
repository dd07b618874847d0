package dev.jetvm.conformance.agent;

import dev.jetvm.conformance.protocol.Protocol;
import dev.jetvm.conformance.text.DisplayText;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks the answer to {@code hello} in every run, with or without validation. A malformed announcement must not be
 * read as an empty one: an agent without features would fail no case.
 *
 * @spec CONF-09
 */
final class HelloCheck {
    private static final int WORD_BITS = 64;
    private static final int SHOWN = 60;
    private static final List<String> IMPL = List.of("name", "version", "language", "issues");

    private final ObjectNode hello;
    private final List<String> faults = new ArrayList<>();

    private HelloCheck(ObjectNode hello) {
        this.hello = hello;
    }

    /**
     * The faults of the {@code value} of the answer, one line each; empty if there are none. Of the member
     * {@code protocol} only the type is checked.
     */
    static List<String> faults(ObjectNode hello) {
        HelloCheck check = new HelloCheck(hello);
        check.protocol();
        check.impl();
        check.capabilities();
        check.profiles();
        check.texts("controls", hello.path("controls"));
        check.params();
        return List.copyOf(check.faults);
    }

    private void protocol() {
        require(hello.path("protocol").isIntegralNumber(), "protocol", "the number " + Protocol.VERSION,
                hello.path("protocol"));
    }

    private void impl() {
        JsonNode impl = hello.path("impl");
        if (require(impl.isObject(), "impl", "an object", impl)) {
            IMPL.forEach(name -> require(impl.path(name).isString(), "impl." + name, "a string", impl.path(name)));
        }
    }

    private void capabilities() {
        JsonNode capabilities = hello.path("capabilities");
        if (require(capabilities.isObject(), "capabilities", "an object from chapter words to arrays of levels",
                capabilities)) {
            capabilities.forEachEntry((chapter, levels) -> texts("capabilities." + chapter, levels));
        }
    }

    private void profiles() {
        JsonNode profiles = hello.path("profiles");
        if (texts("profiles", profiles)) {
            require(profiles.valueStream().anyMatch(each -> each.stringValue().equals("tagged")), "profiles",
                    "an array with \"tagged\" in it", profiles);
        }
    }

    private void params() {
        JsonNode params = hello.path("params");
        if (require(params.isObject(), "params", "an object", params)) {
            JsonNode bits = params.path("wordBits");
            require(bits.isInt() && bits.intValue() == WORD_BITS, "params.wordBits", "the number " + WORD_BITS, bits);
        }
    }

    private boolean texts(String path, JsonNode node) {
        return require(node.isArray() && node.valueStream().allMatch(JsonNode::isString), path, "an array of strings",
                node);
    }

    private boolean require(boolean holds, String path, String expected, JsonNode found) {
        if (!holds) {
            faults.add(path + ": expected " + expected + ", found "
                    + (found.isMissingNode() ? "nothing" : DisplayText.cut(found.toString(), SHOWN)));
        }
        return holds;
    }
}
