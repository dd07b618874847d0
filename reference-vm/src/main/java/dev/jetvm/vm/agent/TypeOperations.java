package dev.jetvm.vm.agent;

import static dev.jetvm.runtime.type.TypeConstants.*;
import static dev.jetvm.vm.agent.Json.object;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.memory.HeapStore;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.type.Function;
import dev.jetvm.runtime.type.Signature;
import dev.jetvm.runtime.type.StructType;
import dev.jetvm.runtime.type.TypeSystem;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Operations of chapter Types: registration, descriptors, and objects of declared types. */
final class TypeOperations {
    private static final String FEATURE = "type.registry";

    private final Machine machine;

    TypeOperations(Machine machine) {
        this.machine = machine;
    }

    List<Operation> all() {
        return List.of(new Operation("interface.define", DispatchOperations.INTERFACES, this::defineInterface),
                new Operation("type.define", FEATURE, this::define),
                new Operation("type.descriptor", "type.descriptors", this::descriptor),
                new Operation("type.method", FEATURE, this::method), new Operation("type.list", FEATURE, _ -> list()),
                new Operation("struct.new", "struct.heap", this::make),
                new Operation("struct.get", "struct.heap", this::get),
                new Operation("struct.set", "struct.heap", this::set));
    }

    private TypeMachine machine() {
        return TypeMachine.of(machine);
    }

    private TypeSystem types() {
        return machine().types();
    }

    private ObjectNode defineInterface(Arguments in) {
        List<Signature> methods = in.list("methods").stream()
                .map(node -> TypeReader.signature(Arguments.of(node, "a method"))).toList();
        // For the runtime 0 means no chosen id, so an explicit 0 is passed as the invalid id -1.
        long id = in.has("interfaceId") ? in.clamped("interfaceId") == 0 ? -1 : in.clamped("interfaceId") : 0;
        return object().put("id", types().definitions().define(id, in.text("name"), methods).id());
    }

    private ObjectNode define(Arguments in) {
        return object().put("id",
                types().definitions().define(machine().heap().mutator(), TypeReader.declaration(in)).id());
    }

    // --- descriptors ---

    private ObjectNode descriptor(Arguments in) {
        int id = types().id(in.text("type"));
        long at = types().descriptor(machine().heap().mutator(), id);
        HeapStore store = machine().heap().heap().store();
        Memory memory = store.memory();
        ObjectNode answer = object().put("id", memory.int32(at + ID_OFFSET))
                .put("size", Integer.toUnsignedLong(memory.int32(at + SIZE_OFFSET)))
                .put("align", memory.int16(at + ALIGN_OFFSET) & 0xFFFF)
                .put("hash", Json.word32(memory.int32(at + HASH_OFFSET)));
        answer.set("name", machine().heap().write(memory.word(at + NAME_OFFSET)));
        ArrayNode references = answer.putArray("references");
        for (int k = 0; k < (memory.int16(at + REFERENCES_OFFSET) & 0xFFFF); k++) {
            references.add(Integer.toUnsignedLong(memory.int32(at + TABLE_OFFSET + 4L * k)));
        }
        AnswerTooLong.require(store.total(at));
        answer.put("bytes", machine().bytes(at, store.total(at),
                IntStream.of(NAME_OFFSET, TRACE_OFFSET, DROP_OFFSET, METHODS_OFFSET, INTERFACES_OFFSET, INFO_OFFSET)));
        tables(answer, store, at);
        return answer;
    }

    private void tables(ObjectNode answer, HeapStore store, long at) {
        Memory memory = store.memory();
        long methods = memory.word(at + METHODS_OFFSET);
        if (isThere(methods)) {
            answer.put("methods", methodTable(methods));
        }
        long list = memory.word(at + INTERFACES_OFFSET);
        ArrayNode interfaces = answer.putArray("interfaces");
        for (int k = 0; k < memory.int32(at + INTERFACE_COUNT_OFFSET); k++) {
            long entry = machine().payload(list) + (long) INTERFACE_SIZE * k;
            interfaces.addObject().put("id", Integer.toUnsignedLong(memory.int32(entry + INTERFACE_ID)))
                    .put("bytes", machine().bytes(entry, INTERFACE_SIZE, IntStream.of(INTERFACE_TABLE)))
                    .put("methods", methodTable(memory.word(entry + INTERFACE_TABLE)));
        }
        long info = memory.word(at + INFO_OFFSET);
        if (isThere(info)) {
            answer.put("info", structInfo(info));
        }
    }

    private boolean isThere(long word) {
        return machine().heap().model().isReference(word);
    }

    private String methodTable(long word) {
        int count = (int) types().descriptors().count(word);
        return machine().bytes(machine().payload(word), METHODS + (long) Long.BYTES * count,
                IntStream.range(0, count).map(k -> METHODS + Long.BYTES * k));
    }

    private String structInfo(long word) {
        long at = machine().payload(word);
        int count = machine().heap().mutator().memory().int32(at + FIELD_COUNT);
        long size = FIELDS + (long) FIELD_SIZE * count;
        AnswerTooLong.require(size);
        return machine().bytes(at, size, IntStream.range(0, count).map(k -> FIELDS + FIELD_SIZE * k)
                .flatMap(field -> IntStream.of(field + FIELD_NAME, field + FIELD_TYPE)));
    }

    private ObjectNode method(Arguments in) {
        Function method = types().method(types().id(in.text("type")), in.clamped("index"));
        return signature(method.method().signature());
    }

    static ObjectNode signature(Signature signature) {
        ObjectNode answer = object().put("name", signature.name());
        ArrayNode params = answer.putArray("params");
        signature.parameters().forEach(params::add);
        return answer;
    }

    private ObjectNode list() {
        ObjectNode answer = object();
        ArrayNode list = answer.putArray("types");
        types().ids().forEach(id -> list.addObject().put("id", id).put("name", types().name(id)));
        return answer;
    }

    // --- objects ---

    private ObjectNode make(Arguments in) {
        TypeMachine machine = machine();
        machine.heap().checkName(in, "into");
        StructType type = types().struct(in.text("type"));
        List<JsonNode> values = in.has("values") ? in.list("values") : List.of();
        int count = type.layout().fields().size();
        if (in.has("values") && values.size() != count) {
            throw new BadRequest("values must be as many as fields");
        }
        Mutator mutator = machine.heap().mutator();
        int mark = mutator.mark();
        try {
            int object = machine.allocate(type);
            for (int k = 0; k < values.size(); k++) {
                long word = machine.heap().read(Arguments.of(values.get(k), "a value"));
                machine.structs().initialise(machine.address(object),
                        type.field(type.layout().fields().get(k).name()), word);
            }
            machine.heap().bind(in, "into", mutator.kept(object));
            long at = machine.address(object);
            HeapStore store = machine.heap().heap().store();
            return object().put("total", store.total(at)).put("space", store.spaceOf(at).wire());
        } finally {
            mutator.release(mark);
        }
    }

    private ObjectNode get(Arguments in) {
        TypeMachine machine = machine();
        long word = machine.heap().word(in, "object");
        StructType type = machine.structOf(word);
        return machine.heap().shown(in,
                machine.structs().get(machine.heap().model().address(word), type.field(in.text("field"))));
    }

    private ObjectNode set(Arguments in) {
        TypeMachine machine = machine();
        StructType type = machine.structOf(machine.heap().word(in, "object"));
        StructType.FieldPlace place = type.field(in.text("field"));
        long word = machine.heap().read(in.nested("value"));
        // The value may have needed an allocation, which may have moved the object.
        machine.structs().set(machine.heap().object(in, "object"), place, word);
        return object();
    }
}
