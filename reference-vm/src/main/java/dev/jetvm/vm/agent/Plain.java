package dev.jetvm.vm.agent;

import dev.jetvm.runtime.value.Value;
import java.math.BigInteger;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Plain values: the representation of values in messages, independent of their words. */
final class Plain {
    private Plain() {}

    static List<Value> readAll(List<JsonNode> nodes) {
        return nodes.stream().map(node -> read(Arguments.of(node, "a value"))).toList();
    }

    static Value read(Arguments plain) {
        return switch (plain.text("kind")) {
            case "int" -> new Value.Int(Arguments.clamped(plain.decimal("value")));
            case "bool" -> {
                plain.node("value");
                yield new Value.Bool(plain.truth("value", false));
            }
            case "nil" -> Value.Nil.NIL;
            case "float32" -> new Value.Float32(plain.word32("bits"));
            case "float64" -> new Value.Float64(plain.word("bits"));
            case "char" -> new Value.Char(plain.clampedInt("value"));
            case "symbol" -> new Value.Symbol(index(plain.decimal("index")));
            case "string" -> new Value.Text(plain.bytes("bytes"));
            case "ref" -> new Value.Ref(plain.word("address"));
            case "float64-ref" -> new Value.Float64Ref(plain.word("address"));
            default -> throw new BadRequest("there is no kind " + plain.text("kind"));
        };
    }

    private static long index(BigInteger index) {
        return index.signum() >= 0 && index.bitLength() <= 63 ? index.longValueExact() : -1;
    }

    static ObjectNode write(Value value) {
        ObjectNode plain = Json.object();
        switch (value) {
            case Value.Int(long number) -> plain.put("kind", "int").put("value", Long.toString(number));
            case Value.Bool(boolean truth) -> plain.put("kind", "bool").put("value", truth);
            case Value.Nil _ -> plain.put("kind", "nil");
            case Value.Float32(int bits) -> plain.put("kind", "float32").put("bits", Json.word32(bits));
            case Value.Float64(long bits) -> plain.put("kind", "float64").put("bits", Json.word(bits));
            case Value.Char(int scalar) -> plain.put("kind", "char").put("value", scalar);
            case Value.Symbol(long index) -> plain.put("kind", "symbol").put("index", Long.toString(index));
            case Value.Text(byte[] utf8) -> plain.put("kind", "string").put("bytes", Json.bytes(utf8));
            case Value.Ref(long address) -> plain.put("kind", "ref").put("address", Json.word(address));
            case Value.Float64Ref(long address) ->
                plain.put("kind", "float64-ref").put("address", Json.word(address));
        }
        return plain;
    }
}
