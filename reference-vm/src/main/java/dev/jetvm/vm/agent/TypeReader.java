package dev.jetvm.vm.agent;

import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.object.Field;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.type.Body;
import dev.jetvm.runtime.type.Method;
import dev.jetvm.runtime.type.Signature;
import dev.jetvm.runtime.type.TypeDeclaration;
import dev.jetvm.runtime.type.TypeDeclaration.Implementation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Reads type declarations from requests. */
final class TypeReader {
    /**
     * The greatest chosen id. The reference keeps types in a dense table, so a chosen id must not be far beyond the
     * others.
     */
    private static final int CHOSEN_ID_MAX = 0xFFFF;
    private static final int DEPTH_MAX = 100;

    private TypeReader() {}

    static TypeDeclaration declaration(Arguments in) {
        List<Field> fields = LayoutOperations.fields(in);
        Set<String> constants = new TreeSet<>();
        for (JsonNode node : in.list("fields")) {
            Arguments field = Arguments.of(node, "a field");
            if (field.truth("const", false)) {
                constants.add(field.text("name"));
            }
        }
        List<Method> methods = new ArrayList<>();
        for (JsonNode node : list(in, "methods")) {
            Arguments method = Arguments.of(node, "a method");
            methods.add(new Method(signature(method), body(method.nested("body"), 0)));
        }
        List<Implementation> implementations = new ArrayList<>();
        for (JsonNode node : list(in, "interfaces")) {
            Arguments each = Arguments.of(node, "an interface");
            implementations.add(new Implementation(each.text("name"), texts(each, "methods")));
        }
        return new TypeDeclaration(id(in), in.text("name"), fields, constants, LayoutOperations.representation(in),
                methods, implementations, in.has("drop") ? in.text("drop") : "");
    }

    private static int id(Arguments in) {
        if (!in.has("typeId")) {
            return 0;
        }
        long id = in.clamped("typeId");
        if (id < BuiltinType.FIRST_PROGRAM_TYPE || id > CHOSEN_ID_MAX) {
            throw RejectException.invalid("type-id", "a chosen id is 64 to 65,535");
        }
        return (int) id;
    }

    static Signature signature(Arguments in) {
        return new Signature(in.text("name"), texts(in, "params"));
    }

    static List<JsonNode> list(Arguments in, String member) {
        return in.has(member) ? in.list(member) : List.of();
    }

    private static List<String> texts(Arguments in, String member) {
        return list(in, member).stream().map(node -> {
            if (!node.isString()) {
                throw new BadRequest(member + " is a list of texts");
            }
            return node.asString();
        }).toList();
    }

    static Body body(Arguments in) {
        return body(in, 0);
    }

    private static Body body(Arguments in, int depth) {
        if (depth > DEPTH_MAX) {
            throw new BadRequest("a body is at most " + DEPTH_MAX + " deep");
        }
        if (in.has("return")) {
            return new Body.Return(Plain.read(in.nested("return")));
        }
        if (in.has("field")) {
            return new Body.FieldOf(in.text("field"));
        }
        if (in.has("argument")) {
            return new Body.Argument((int) in.within("argument", 0, Integer.MAX_VALUE));
        }
        if (in.has("add")) {
            List<Body> operands = in.list("add").stream()
                    .map(node -> body(Arguments.of(node, "an operand"), depth + 1)).toList();
            if (operands.isEmpty()) {
                throw new BadRequest("add has at least one operand");
            }
            return new Body.Add(operands);
        }
        if (in.truth("self", false)) {
            return new Body.Self();
        }
        throw new BadRequest("a body is one of return, field, argument, add, self: true");
    }
}
