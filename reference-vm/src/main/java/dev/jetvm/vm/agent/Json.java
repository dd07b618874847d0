package dev.jetvm.vm.agent;

import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.panic.RejectException;
import java.util.Base64;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Builds the JSON objects of answers. */
final class Json {
    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static String word(long word) {
        return "0x%016X".formatted(word);
    }

    static String word32(int word) {
        return "0x%08X".formatted(word);
    }

    static String bytes(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static ObjectNode ok(ObjectNode value) {
        ObjectNode answer = outcome("ok");
        answer.set("value", value);
        return answer;
    }

    static ObjectNode outcome(String outcome) {
        ObjectNode answer = object();
        answer.put("outcome", outcome);
        return answer;
    }

    static ObjectNode unsupported(String feature) {
        ObjectNode answer = outcome("unsupported");
        answer.put("feature", feature);
        return answer;
    }

    static ObjectNode error(String code, String message) {
        ObjectNode answer = outcome("error");
        answer.put("code", code);
        answer.put("definite", true);
        answer.put("message", message);
        return answer;
    }

    static ObjectNode panic(PanicException panic) {
        ObjectNode answer = outcome("panic");
        answer.put("code", panic.code().wire());
        answer.put("message", panic.getMessage());
        return answer;
    }

    static ObjectNode reject(RejectException reject) {
        ObjectNode answer = outcome("reject");
        answer.put("phase", reject.phase().wire());
        answer.put("code", reject.code());
        if (reject.at() != RejectException.NOWHERE) {
            answer.put("at", reject.at());
        }
        answer.put("message", reject.getMessage());
        return answer;
    }
}
