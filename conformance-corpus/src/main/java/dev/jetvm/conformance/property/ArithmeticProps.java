package dev.jetvm.conformance.property;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Plain;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.exchange.Wire;
import dev.jetvm.conformance.model.ArithmeticModel;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Arithmetic, equality and order in the tagged profile. */
@Tag("kind:property")
@Tag("level:must")
@Tag("requires:value.arithmetic")
class ArithmeticProps {

    @Property(tries = 1000)
    @Tag("id:prop-int-arithmetic")
    @Tag("VAL-05a")
    @Tag("VAL-05b")
    void integersComputeExactlyOrPanic(@ForAll("checked") String operator,
            @ForAll(supplier = Any.Int61.class) long a, @ForAll(supplier = Any.Int61.class) long b) {
        computesOrPanics(operator, a, b, true);
    }

    @Property(tries = 1000)
    @Tag("id:prop-int-wrapping")
    @Tag("requires:value.wrapping")
    @Tag("VAL-05c")
    void wrappingArithmeticIsModulo61Bits(@ForAll("wrapping") String operator,
            @ForAll(supplier = Any.Int61.class) long a, @ForAll(supplier = Any.Int61.class) long b) {
        BigInteger exact = ArithmeticModel.exact(operator, BigInteger.valueOf(a), BigInteger.valueOf(b));
        eval(operator, Plain.integer(a), Plain.integer(b)).is(result(Plain.integer(ArithmeticModel.wrap(exact)), 0));
    }

    @Property(tries = 1000)
    @Tag("id:prop-float64-arithmetic")
    @Tag("requires:value.floats")
    @Tag("VAL-05d")
    void float64ComputesAsIeee754(@ForAll("checked") String operator, @ForAll(supplier = Any.Float64.class) long a,
            @ForAll(supplier = Any.Float64.class) long b) {
        double expected = ArithmeticModel.floating(operator, Double.longBitsToDouble(a), Double.longBitsToDouble(b));
        Reply reply = operator.equals("neg")
                ? eval(operator, Plain.float64(a))
                : eval(operator, Plain.float64(a), Plain.float64(b));
        if (Double.isNaN(expected)) {
            long bits = bits(reply, "float64");
            reply.check(Double.isNaN(Double.longBitsToDouble(bits)), result(Plain.float64(0x7FF8L << 48), 24),
                    "has to give a NaN");
        } else {
            reply.is(result(Plain.float64(Double.doubleToRawLongBits(expected)), 24));
        }
    }

    @Property(tries = 1000)
    @Tag("id:prop-float32-arithmetic")
    @Tag("requires:value.floats")
    @Tag("VAL-05d")
    void float32ComputesAsIeee754AndAllocatesNothing(@ForAll("checked") String operator,
            @ForAll(supplier = Any.Float32.class) int a, @ForAll(supplier = Any.Float32.class) int b) {
        float expected = ArithmeticModel.floating(operator, Float.intBitsToFloat(a), Float.intBitsToFloat(b));
        Reply reply = operator.equals("neg")
                ? eval(operator, Plain.float32(a))
                : eval(operator, Plain.float32(a), Plain.float32(b));
        if (Float.isNaN(expected)) {
            long bits = bits(reply, "float32");
            reply.check(Float.isNaN(Float.intBitsToFloat((int) bits)), result(Plain.float32(0x7FC0_0000), 0),
                    "has to give a NaN");
        } else {
            reply.is(result(Plain.float32(Float.floatToRawIntBits(expected)), 0));
        }
    }

    @Property(tries = 1000)
    @Tag("id:prop-int-order")
    @Tag("VAL-05e")
    void integersAreOrderedByTheirValue(@ForAll("order") String operator, @ForAll(supplier = Any.Int61.class) long a,
            @ForAll(supplier = Any.Int61.class) long b, @ForAll boolean same) {
        long other = same ? a : b;
        eval(operator, Plain.integer(a), Plain.integer(other))
                .is(result(Plain.bool(ArithmeticModel.ordered(operator, Long.compare(a, other))), 0));
    }

    @Property(tries = 1000)
    @Tag("id:prop-float-order")
    @Tag("requires:value.floats")
    @Tag("VAL-05e")
    void floatsAreOrderedByIeee754(@ForAll("order") String operator, @ForAll(supplier = Any.Float32.class) int a,
            @ForAll(supplier = Any.Float32.class) int b, @ForAll boolean wide, @ForAll boolean same) {
        float left = Float.intBitsToFloat(a);
        float right = Float.intBitsToFloat(same ? a : b);
        Reply reply = wide
                ? eval(operator, Plain.float64(Double.doubleToRawLongBits(left)),
                        Plain.float64(Double.doubleToRawLongBits(right)))
                : eval(operator, Plain.float32(a), Plain.float32(same ? a : b));
        reply.is(result(Plain.bool(ArithmeticModel.ordered(operator, (double) left, (double) right)), 0));
    }

    @Property(tries = 1000)
    @Tag("id:prop-char-order")
    @Tag("requires:value.kinds")
    @Tag("VAL-05e")
    void charactersAreOrderedByTheirNumber(@ForAll("order") String operator,
            @ForAll(supplier = Any.Scalar.class) int a, @ForAll(supplier = Any.Scalar.class) int b) {
        eval(operator, Plain.character(a), Plain.character(b))
                .is(result(Plain.bool(ArithmeticModel.ordered(operator, Integer.compare(a, b))), 0));
    }

    @Property(tries = 1000)
    @Tag("id:prop-string-equality")
    @Tag("requires:value.kinds")
    @Tag("STR-09")
    @Tag("STR-13")
    @Tag("VAL-05e")
    void stringsAreEqualByContentWhateverTheirForm(@ForAll boolean not, @ForAll(supplier = Any.Text.class) byte[] a,
            @ForAll(supplier = Any.Text.class) byte[] b, @ForAll boolean same) {
        byte[] other = same ? a : b;
        eval(not ? "ne" : "eq", Plain.string(a), Plain.string(other))
                .is(result(Plain.bool(Arrays.equals(a, other) != not), 0));
    }

    static void computesOrPanics(String operator, long a, long b, boolean tagged) {
        Reply reply = operator.equals("neg")
                ? eval(operator, Plain.integer(a))
                : eval(operator, Plain.integer(a), Plain.integer(b));
        if (b == 0 && List.of("div", "rem").contains(operator)) {
            reply.panics("division-by-zero");
            return;
        }
        BigInteger exact = ArithmeticModel.exact(operator, BigInteger.valueOf(a), BigInteger.valueOf(b));
        if (ArithmeticModel.isInt(exact)) {
            reply.is(result(Plain.integer(exact), tagged || exact.bitLength() <= 31 ? 0 : 24));
        } else {
            reply.panics("int-overflow");
        }
    }

    static Reply eval(String operator, ObjectNode... operands) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        list.addAll(List.of(operands));
        return Ask.op("value.eval").with("operator", operator).with("operands", list).send();
    }

    static ObjectNode result(ObjectNode plain, int allocated) {
        ObjectNode value = Wire.object();
        value.set("result", plain);
        return value.put("allocated", allocated);
    }

    /** The bits of the floating-point result of this kind. */
    static long bits(Reply reply, String kind) {
        JsonNode result = reply.member("result");
        boolean sound = result.path("kind").asString("").equals(kind)
                && Wire.parseWord(result.path("bits").asString("")).isPresent();
        reply.check(sound, Wire.object().set("result", Wire.object().put("kind", kind)), "has to give a " + kind);
        return Wire.parseWord(result.path("bits").asString("")).orElseThrow().longValue();
    }

    @Provide
    Arbitrary<String> checked() {
        return Arbitraries.of(ArithmeticModel.CHECKED);
    }

    @Provide
    Arbitrary<String> wrapping() {
        return Arbitraries.of(ArithmeticModel.WRAPPING);
    }

    @Provide
    Arbitrary<String> order() {
        return Arbitraries.of(ArithmeticModel.ORDER);
    }
}
