package dev.jetvm.vm.agent;

import static dev.jetvm.vm.agent.Json.object;

import dev.jetvm.runtime.memory.LittleEndian;
import dev.jetvm.runtime.object.BoxImage;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.value.Checks;
import dev.jetvm.runtime.value.Evaluator;
import dev.jetvm.runtime.value.Kind;
import dev.jetvm.runtime.value.NanWord;
import dev.jetvm.runtime.value.Operator;
import dev.jetvm.runtime.value.StorageClass;
import dev.jetvm.runtime.value.TaggedWord;
import dev.jetvm.runtime.value.Value;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/** Operations of chapter Values and of the annex on NaN boxing. */
final class ValueOperations {
    private static final String WRAPPING = "value.wrapping";
    private static final String FLOATS = "value.floats";
    private static final String KINDS = "value.kinds";

    private final Machine machine;

    ValueOperations(Machine machine) {
        this.machine = machine;
    }

    List<Operation> all() {
        return List.of(new Operation("value.encode", "value.words", ValueOperations::encode),
                new Operation("value.decode", "value.words", ValueOperations::decode),
                new Operation("value.classify", "value.words", ValueOperations::classify),
                new Operation("value.eval", "value.arithmetic", Set.of(WRAPPING, FLOATS, KINDS),
                        ValueOperations::needed,
                        this::eval),
                new Operation("value.store", "value.storage", ValueOperations::store),
                new Operation("value.load", "value.storage", this::load),
                new Operation("value.box", "value.boxes", ValueOperations::box),
                new Operation("value.unbox", "value.boxes", ValueOperations::unbox),
                new Operation("symbol.intern", "value.symbols", this::intern),
                new Operation("symbol.text", "value.symbols", this::symbolText),
                new Operation("nan.encode", "nan.words", ValueOperations::nanEncode),
                new Operation("nan.decode", "nan.words", ValueOperations::nanDecode),
                new Operation("nan.classify", "nan.words", ValueOperations::nanClassify));
    }

    private static ObjectNode immediate(long word) {
        return object().put("form", "immediate").put("word", Json.word(word));
    }

    private static ObjectNode encode(Arguments arguments) {
        Value value = Plain.read(arguments.nested("value"));
        if (TaggedWord.fitsWord(value)) {
            return immediate(TaggedWord.encode(value));
        }
        if (value instanceof Value.Text(byte[] utf8)) {
            Checks.utf8(utf8);
        }
        ObjectNode answer = object().put("form", "boxed");
        if (arguments.has("address")) {
            long address = Checks.address(arguments.word("address"));
            answer.put("word", Json.word(value instanceof Value.Float64
                    ? TaggedWord.ofFloat64Ref(address)
                    : TaggedWord.ofRef(address)));
        }
        return answer;
    }

    private static ObjectNode decode(Arguments arguments) {
        ObjectNode answer = object();
        answer.set("value", Plain.write(TaggedWord.decode(arguments.word("word"))));
        return answer;
    }

    private static ObjectNode classify(Arguments arguments) {
        return object().put("kind", TaggedWord.classify(arguments.word("word")).wire());
    }

    /** The features of the operator and of the kinds of the operands; integers and booleans need none. */
    private static Set<String> needed(Arguments arguments) {
        Set<String> needed = new TreeSet<>();
        if (Set.of(Operator.WRAP_ADD, Operator.WRAP_SUB, Operator.WRAP_MUL).contains(operator(arguments))) {
            needed.add(WRAPPING);
        }
        for (Value operand : operands(arguments, operator(arguments))) {
            switch (operand) {
                case Value.Int _,Value.Bool _ -> {
                    // what every evaluator begins with
                }
                case Value.Float32 _,Value.Float64 _,Value.Float64Ref _ -> needed.add(FLOATS);
                default -> needed.add(KINDS);
            }
        }
        return needed;
    }

    private static Operator operator(Arguments arguments) {
        String name = arguments.text("operator");
        return Operator.ofWire(name).orElseThrow(() -> new BadRequest("there is no operator " + name));
    }

    private static List<Value> operands(Arguments arguments, Operator operator) {
        List<Value> operands = Plain.readAll(arguments.list("operands"));
        if (operands.size() != operator.arity()) {
            throw new BadRequest(operator.wire() + " takes " + operator.arity() + " operands");
        }
        return operands;
    }

    private ObjectNode eval(Arguments arguments) {
        Operator operator = operator(arguments);
        return costed("result", machine.evaluator().evaluate(operator, operands(arguments, operator)));
    }

    private static ObjectNode costed(String name, Evaluator.Result result) {
        ObjectNode answer = object();
        answer.set(name, Plain.write(result.value()));
        return answer.put("allocated", result.allocated());
    }

    private static ObjectNode store(Arguments arguments) {
        StorageClass storage = arguments.storage("class");
        Value value = TaggedWord.requireValue(Plain.read(arguments.nested("value")));
        byte[] bytes = new byte[storage.size()];
        LittleEndian.setUnsigned(bytes, 0, storage.size(), storage.store(value));
        return object().put("bytes", Json.bytes(bytes));
    }

    private ObjectNode load(Arguments arguments) {
        StorageClass storage = arguments.storage("class");
        byte[] bytes = arguments.bytes("bytes");
        if (bytes.length != storage.size()) {
            throw RejectException.malformed("storage-length",
                    bytes.length + " bytes, " + storage.wire() + " has " + storage.size());
        }
        Value value = storage.load(LittleEndian.unsigned(bytes, 0, storage.size()));
        return costed("value", machine.evaluator().materialise(value));
    }

    private static ObjectNode box(Arguments arguments) {
        if (Plain.read(arguments.nested("value")) instanceof Value.Float64(long bits)) {
            return object().put("image", Json.bytes(BoxImage.of(bits)));
        }
        throw new BadRequest("only a float64 has a box");
    }

    private static ObjectNode unbox(Arguments arguments) {
        ObjectNode answer = object();
        answer.set("value", Plain.write(new Value.Float64(BoxImage.bits(arguments.bytes("image")))));
        return answer;
    }

    private ObjectNode intern(Arguments arguments) {
        return object().put("word", Json.word(TaggedWord.ofSymbol(machine.symbols().intern(arguments.bytes("bytes")))));
    }

    private ObjectNode symbolText(Arguments arguments) {
        long word = arguments.word("word");
        if (TaggedWord.classify(word) != Kind.SYMBOL) {
            throw RejectException.malformed("symbol-word", "the word is no symbol");
        }
        Value.Symbol symbol = (Value.Symbol) TaggedWord.decode(word);
        return object().put("bytes", Json.bytes(machine.symbols().text(symbol.index())));
    }

    private static ObjectNode nanEncode(Arguments arguments) {
        Value value = Plain.read(arguments.nested("value"));
        if (NanWord.fitsWord(value)) {
            return immediate(NanWord.encode(value));
        }
        switch (value) {
            case Value.Int(long number) -> Checks.intRange(number);
            case Value.Text(byte[] utf8) -> Checks.utf8(utf8);
            default -> throw new IllegalStateException("always fits: " + value);
        }
        ObjectNode answer = object().put("form", "boxed");
        if (arguments.has("address")) {
            answer.put("word", Json.word(NanWord.ofRef(arguments.word("address"))));
        }
        return answer;
    }

    private static ObjectNode nanDecode(Arguments arguments) {
        ObjectNode answer = object();
        answer.set("value", Plain.write(NanWord.decode(arguments.word("word"))));
        return answer;
    }

    private static ObjectNode nanClassify(Arguments arguments) {
        return object().put("kind", NanWord.classify(arguments.word("word")).wire());
    }
}
