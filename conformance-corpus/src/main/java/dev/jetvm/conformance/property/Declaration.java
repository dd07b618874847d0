package dev.jetvm.conformance.property;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Plain;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.exchange.Wire;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A type declared by a property, built member by member, and the requests about it. */
final class Declaration {
    private final ObjectNode members = Wire.object();
    private final ArrayNode fields = members.putArray("fields");
    private final ArrayNode methods = members.putArray("methods");
    private final ArrayNode interfaces = members.putArray("interfaces");

    Declaration(String name) {
        members.put("name", name);
    }

    Declaration id(int id) {
        members.put("typeId", id);
        return this;
    }

    Declaration field(String name, String type, boolean constant) {
        fields.addObject().put("name", name).put("type", type).put("const", constant);
        return this;
    }

    /**
     * Sets the layout attributes {@code C} and {@code packed}, separated by blanks, and the alignment unless it is 1.
     */
    Declaration layout(String repr, int align) {
        ArrayNode attributes = members.putArray("repr");
        List.of(repr.split(" ")).stream().filter(word -> !word.isEmpty()).forEach(attributes::add);
        if (align > 1) {
            members.put("align", align);
        }
        return this;
    }

    Declaration method(String name, ObjectNode body, List<String> parameters) {
        ObjectNode method = methods.addObject().put("name", name);
        method.set("params", texts(parameters));
        method.set("body", body);
        return this;
    }

    /** Adds a method without parameters that returns a number. */
    Declaration constant(String name, long number) {
        return method(name, Wire.object().set("return", Plain.integer(number)), List.of());
    }

    Declaration implementing(String name, List<String> slots) {
        interfaces.addObject().put("name", name).set("methods", texts(slots));
        return this;
    }

    Reply define() {
        return Ask.op("type.define").withAll(members).send();
    }

    Reply redefine() {
        return Ask.op("type.redefine").withAll(members).send();
    }

    private static ArrayNode texts(List<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    // --- requests ---

    static void defineInterface(String name, long id, List<String> methods) {
        ArrayNode slots = JsonNodeFactory.instance.arrayNode();
        methods.forEach(method -> slots.addObject().put("name", method));
        Ask.op("interface.define").with("name", name).with("interfaceId", id).with("methods", slots)
                .expect(value -> value.put("id", id));
    }

    static ObjectNode object(String handle) {
        return Wire.object().put("kind", "object").put("handle", handle);
    }

    static void make(String handle, String type, List<? extends JsonNode> values) {
        Ask ask = Ask.op("struct.new").with("into", handle).with("type", type);
        if (!values.isEmpty()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            values.forEach(array::add);
            ask.with("values", array);
        }
        ask.sendOk();
    }

    static Reply get(String handle, String field) {
        return Ask.op("struct.get").with("object", handle).with("field", field).send();
    }

    /** An object whose member {@code value} is this. */
    static ObjectNode value(JsonNode value) {
        return Wire.object().set("value", value);
    }
}
