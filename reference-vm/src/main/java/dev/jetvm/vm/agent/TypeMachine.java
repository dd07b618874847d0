package dev.jetvm.vm.agent;

import dev.jetvm.runtime.gc.Finalizer;
import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.gc.PerMutator;
import dev.jetvm.runtime.memory.HeaderConstants;
import dev.jetvm.runtime.memory.LittleEndian;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.type.CallCaches.CallSite;
import dev.jetvm.runtime.type.CallCaches.PropertySite;
import dev.jetvm.runtime.type.Calls;
import dev.jetvm.runtime.type.Reflection;
import dev.jetvm.runtime.type.StructType;
import dev.jetvm.runtime.type.Structs;
import dev.jetvm.runtime.type.TypeSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The types of a session and the state shared by operations on them: calls, objects, call sites. */
@PerMutator
final class TypeMachine {
    private final HeapMachine heap;
    private final TypeSystem types;
    private final Mutator mutator;
    private final Structs structs;
    private final Calls calls;
    private final Reflection reflection;
    private final List<Site> sites = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    /** A call site or property site that the suite has created. */
    sealed interface Site {
        record Call(CallSite site) implements Site {}

        record Property(PropertySite site) implements Site {}
    }

    TypeMachine(HeapMachine heap, TypeSystem types) {
        this.heap = heap;
        this.types = types;
        this.mutator = heap.mutator();
        this.structs = new Structs(mutator, heap.model());
        this.calls = new Calls(types, structs, mutator);
        this.reflection = new Reflection(types, calls);
    }

    static TypeMachine of(Machine machine) {
        HeapMachine heap = machine.heap();
        TypeSystem types = heap.typeSystem();
        return heap.part(TypeMachine.class, _ -> new TypeMachine(heap, types));
    }

    HeapMachine heap() {
        return heap;
    }

    TypeSystem types() {
        return types;
    }

    Structs structs() {
        return structs;
    }

    Calls calls() {
        return calls;
    }

    Reflection reflection() {
        return reflection;
    }

    /** The sites and the property names. Their indices are in order of creation. */
    List<Site> sites() {
        return sites;
    }

    List<String> names() {
        return names;
    }

    // --- objects ---

    /**
     * Returns the struct type of an object.
     *
     * @throws PanicException {@code non-object} for any other value
     */
    StructType structOf(long word) {
        int id = types.typeOf(word);
        StructType type = types.struct(id);
        if (type == null) {
            throw new PanicException(PanicCode.NON_OBJECT, "a " + types.name(id) + " has no fields");
        }
        return type;
    }

    /** Allocates an object of a type and returns its temporary root. A safepoint. */
    int allocate(StructType type) {
        long object = structs.allocate(type);
        if (!type.info().drop().isEmpty()) {
            // A drop function declared by a request has no bytecode. It only appears in the finalizer log.
            heap.part(FinalizerScripts.class, FinalizerScripts::new).finalizers().own(object,
                    Finalizer.drop(type.info().drop(), (_, _) -> {}));
        }
        return mutator.keep(heap.model().reference(object));
    }

    long address(int kept) {
        return heap.model().address(mutator.kept(kept));
    }

    // --- calls ---

    @FunctionalInterface
    interface Call {
        /**
         * @param base temporary root of the receiver, followed by those of the arguments
         * @param arguments their number
         */
        ObjectNode run(int base, int arguments);
    }

    /** Keeps the receiver and the arguments of a request in temporary roots during a call. */
    ObjectNode calling(Arguments in, Call call) {
        int mark = mutator.mark();
        try {
            int base = mutator.keep(heap.read(in.nested("receiver")));
            List<JsonNode> arguments = in.has("args") ? in.list("args") : List.of();
            arguments.forEach(each -> mutator.keep(heap.read(Arguments.of(each, "an argument"))));
            return call.run(base, arguments.size());
        } finally {
            mutator.release(mark);
        }
    }

    int typeOf(int kept) {
        return types.typeOf(mutator.kept(kept));
    }

    // --- bytes ---

    /**
     * Returns bytes of memory in base64. The addresses of references are replaced by 0, since they have no meaning
     * outside.
     *
     * @param words offsets of the words that may be references
     */
    String bytes(long at, long count, IntStream words) {
        byte[] bytes = mutator.memory().bytes(at, (int) count);
        words.forEach(offset -> blank(bytes, at, offset));
        return Json.bytes(bytes);
    }

    private void blank(byte[] bytes, long at, int offset) {
        long word = mutator.memory().word(at + offset);
        if (heap.model().isReference(word)) {
            LittleEndian.setInt64(bytes, offset, heap.model().moved(word, 0));
        }
    }

    /** Returns the address of the payload of a referenced object. */
    long payload(long word) {
        return heap.model().address(word) + HeaderConstants.HEADER_SIZE;
    }
}
