package dev.jetvm.vm.agent;

import static dev.jetvm.vm.agent.Json.object;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.object.HeapStrings;
import dev.jetvm.runtime.object.InternTable;
import dev.jetvm.runtime.text.StringForm;
import dev.jetvm.runtime.value.Value;
import java.util.List;
import java.util.function.LongSupplier;
import tools.jackson.databind.node.ObjectNode;

/** Operations of chapter Objects: strings in a heap, by handles. */
final class TextOperations {
    private static final String FEATURE = "string.heap";

    private final Machine machine;

    TextOperations(Machine machine) {
        this.machine = machine;
    }

    List<Operation> all() {
        return List.of(new Operation("string.new", FEATURE, this::create),
                new Operation("string.literal", "string.interning", this::literal),
                new Operation("string.intern", "string.interning", this::intern),
                new Operation("string.symbol", "string.symbols", this::symbol),
                new Operation("string.concat", "string.concat", this::concat),
                new Operation("string.cut", "string.cut", this::cut),
                new Operation("string.equal", FEATURE, this::equal),
                new Operation("string.compare", "string.order", this::compare),
                new Operation("string.hashOf", "string.hashes", this::hash),
                new Operation("string.text", FEATURE, this::text),
                new Operation("string.info", "string.inspect", this::info));
    }

    private HeapMachine heap() {
        return machine.heap();
    }

    private HeapStrings strings() {
        return heap().part(HeapStrings.class, heap -> new HeapStrings(heap.model(), heap.mutator()));
    }

    private InternTable table() {
        return heap().part(InternTable.class, heap -> InternTable.of(heap.heap(), heap.model()));
    }

    /** Creates a string, binds it to {@code into} and describes it. Nothing is created if the name is not a handle. */
    private ObjectNode bound(Arguments in, LongSupplier maker) {
        heap().checkName(in, "into");
        long word = maker.getAsLong();
        heap().bind(in, "into", word);
        return describe(word);
    }

    private ObjectNode describe(long word) {
        return object().put("form", strings().form(word).wire()).put("length", strings().length(word)).put("chars",
                strings().chars(word));
    }

    private ObjectNode create(Arguments in) {
        byte[] bytes = in.bytes("bytes");
        return bound(in, () -> strings().make(bytes));
    }

    private ObjectNode literal(Arguments in) {
        byte[] bytes = in.bytes("bytes");
        return bound(in, () -> table().literal(heap().mutator(), bytes));
    }

    /** Runs an allocating operation with its operands in temporary roots. */
    private long rooted(List<Long> words, Rooted operation) {
        Mutator mutator = heap().mutator();
        int first = mutator.mark();
        words.forEach(mutator::keep);
        try {
            return operation.apply(mutator, first);
        } finally {
            mutator.release(first);
        }
    }

    /** An operation on operands in consecutive temporary roots, given the first of them. */
    @FunctionalInterface
    private interface Rooted {
        long apply(Mutator mutator, int first);
    }

    private ObjectNode intern(Arguments in) {
        long string = heap().word(in, "string");
        return bound(in, () -> rooted(List.of(string), (mutator, at) -> table().intern(mutator, strings(), at)));
    }

    private ObjectNode symbol(Arguments in) {
        long index = machine.symbols().intern(strings().text(heap().word(in, "string")));
        ObjectNode answer = object();
        answer.set("value", Plain.write(new Value.Symbol(index)));
        return answer;
    }

    private ObjectNode concat(Arguments in) {
        List<Long> operands = List.of(heap().word(in, "left"), heap().word(in, "right"));
        return bound(in, () -> rooted(operands, (_, first) -> strings().concat(first, first + 1)));
    }

    private ObjectNode cut(Arguments in) {
        long string = heap().word(in, "string");
        long offset = in.clamped("offset");
        long count = in.clamped("count");
        return bound(in, () -> rooted(List.of(string), (_, at) -> strings().cut(at, offset, count)));
    }

    private ObjectNode equal(Arguments in) {
        return object().put("equal", strings().equal(heap().word(in, "left"), heap().word(in, "right")));
    }

    private ObjectNode compare(Arguments in) {
        int order = strings().compare(heap().word(in, "left"), heap().word(in, "right"));
        return object().put("order", Integer.signum(order));
    }

    private ObjectNode hash(Arguments in) {
        return object().put("hash", Json.word32(strings().hash(heap().word(in, "string"))));
    }

    private ObjectNode text(Arguments in) {
        long word = heap().word(in, "string");
        AnswerTooLong.require(strings().length(word));
        return object().put("bytes", Json.bytes(strings().text(word)));
    }

    private ObjectNode info(Arguments in) {
        long word = heap().word(in, "string");
        ObjectNode answer = describe(word);
        return strings().form(word) == StringForm.IMMEDIATE ? answer : answer.put("hashed", strings().isHashed(word));
    }
}
