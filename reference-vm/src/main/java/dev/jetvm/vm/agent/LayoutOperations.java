package dev.jetvm.vm.agent;

import static dev.jetvm.vm.agent.Json.object;

import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.object.Field;
import dev.jetvm.runtime.object.FieldType;
import dev.jetvm.runtime.object.Representation;
import dev.jetvm.runtime.object.SoaLayout;
import dev.jetvm.runtime.object.StructImage;
import dev.jetvm.runtime.object.StructLayout;
import dev.jetvm.runtime.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Operations of the struct layout features: structs, and structs of arrays. */
final class LayoutOperations {
    private static final Set<String> REPRESENTATIONS = Set.of("C", "packed", "soa");

    private LayoutOperations() {}

    static List<Operation> all() {
        return List.of(new Operation("layout.struct", "layout.struct", LayoutOperations::struct),
                new Operation("struct.write", "layout.struct", LayoutOperations::write),
                new Operation("struct.read", "layout.struct", LayoutOperations::read),
                new Operation("layout.soa", "layout.soa", LayoutOperations::soa));
    }

    /** Reads a type: a name, or a blob of a given size and alignment. */
    static FieldType type(JsonNode node) {
        if (node.isString()) {
            return FieldType.ofName(node.asString());
        }
        Arguments blob = Arguments.of(node, "a type");
        return FieldType.blob(blob.clamped("size"), blob.clamped("align"));
    }

    static List<Field> fields(Arguments in) {
        List<Field> fields = new ArrayList<>();
        for (JsonNode node : in.list("fields")) {
            Arguments field = Arguments.of(node, "a field");
            fields.add(new Field(field.text("name"), type(field.node("type"))));
        }
        return fields;
    }

    /** Requires that each field's type is the name of a storage class, so that the field can hold a value. */
    private static void requireStorage(List<JsonNode> fields) {
        fields.forEach(field -> Arguments.of(field, "a field").storage("type"));
    }

    private static StructLayout layout(Arguments in) {
        return StructLayout.of(fields(in), representation(in));
    }

    /** Returns the layout attributes of a declaration. */
    static Representation representation(Arguments in) {
        List<JsonNode> repr = in.has("repr") ? in.list("repr") : List.of();
        Set<String> names = repr.stream().filter(JsonNode::isString).map(JsonNode::asString)
                .collect(Collectors.toSet());
        if (!REPRESENTATIONS.containsAll(names) || !repr.stream().allMatch(JsonNode::isString)) {
            throw new BadRequest("repr is a list of C, packed, soa");
        }
        boolean aligned = in.has("align");
        return Representation.of(names.contains("C"), names.contains("packed"),
                names.contains("soa"), aligned, aligned ? in.clamped("align") : 0);
    }

    private static ObjectNode struct(Arguments in) {
        StructLayout layout = layout(in);
        ObjectNode answer = object().put("size", layout.size()).put("allocated", layout.allocated())
                .put("align", layout.align()).put("padding", layout.padding());
        ArrayNode fields = answer.putArray("fields");
        for (int k = 0; k < layout.fields().size(); k++) {
            Field field = layout.fields().get(k);
            fields.addObject().put("name", field.name()).put("offset", layout.offsets().get(k)).put("size",
                    field.type().size());
        }
        return answer;
    }

    private static ObjectNode write(Arguments in) {
        List<JsonNode> fields = in.list("fields");
        List<Value> values = Plain.readAll(in.list("values"));
        if (values.size() != fields.size()) {
            throw new BadRequest("values must be as many as fields");
        }
        requireStorage(fields);
        long type = in.has("type") ? in.clamped("type") : BuiltinType.FIRST_PROGRAM_TYPE;
        return object().put("image", Json.bytes(StructImage.write(layout(in), type, values)));
    }

    private static ObjectNode read(Arguments in) {
        requireStorage(in.list("fields"));
        byte[] image = in.bytes("image");
        ObjectNode answer = object();
        ArrayNode values = answer.putArray("values");
        StructImage.read(layout(in), image).forEach(value -> values.add(Plain.write(value)));
        return answer;
    }

    private static ObjectNode soa(Arguments in) {
        SoaLayout layout = SoaLayout.of(fields(in), in.clamped("capacity"));
        ObjectNode answer = object().put("align", layout.align()).put("payload", layout.payload()).put("total",
                layout.total());
        ArrayNode columns = answer.putArray("columns");
        for (int k = 0; k < layout.fields().size(); k++) {
            Field field = layout.fields().get(k);
            columns.addObject().put("name", field.name()).put("offset", layout.columns().get(k)).put("stride",
                    field.type().stride());
        }
        return answer;
    }
}
