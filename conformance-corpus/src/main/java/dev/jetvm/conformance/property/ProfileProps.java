package dev.jetvm.conformance.property;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Plain;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.exchange.Wire;
import dev.jetvm.conformance.model.ArithmeticModel;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The NaN-boxing profile computes the same results as the tagged profile. */
@Tag("kind:property")
@Tag("level:must")
@Tag("requires:value.arithmetic")
@Tag("requires:profile.nan")
class ProfileProps {

    @Property(tries = 1000)
    @Tag("id:prop-nan-profile-int-arithmetic")
    @Tag("profile:nan")
    @Tag("VAL-20")
    @Tag("NAN-03")
    void integersHave61BitsInTheNanProfileToo(@ForAll("checked") String operator,
            @ForAll(supplier = Any.Int61.class) long a, @ForAll(supplier = Any.Int61.class) long b) {
        ArithmeticProps.computesOrPanics(operator, a, b, false);
    }

    @Property(tries = 1000)
    @Tag("id:prop-nan-profile-float64-arithmetic")
    @Tag("requires:value.floats")
    @Tag("profile:nan")
    @Tag("VAL-20")
    @Tag("NAN-04")
    void float64HasOneNanInTheNanProfile(@ForAll("checked") String operator,
            @ForAll(supplier = Any.Float64.class) long a, @ForAll(supplier = Any.Float64.class) long b) {
        double exact = ArithmeticModel.floating(operator, Double.longBitsToDouble(a), Double.longBitsToDouble(b));
        Reply reply = operator.equals("neg")
                ? ArithmeticProps.eval(operator, Plain.float64(a))
                : ArithmeticProps.eval(operator, Plain.float64(a), Plain.float64(b));
        reply.is(ArithmeticProps.result(Plain.float64(Double.doubleToLongBits(exact)), 0));
    }

    /** Changes the profile during the case and therefore needs its own process. */
    @Property(tries = 1000)
    @Tag("id:prop-profiles-agree")
    @Tag("requires:value.floats")
    @Tag("isolation:process")
    @Tag("VAL-20")
    @Tag("CONF-11")
    void bothProfilesGiveTheSameAnswer(@ForAll("any") String operator, @ForAll("operands") List<ObjectNode> operands) {
        Reply first = in("tagged", operator, operands);
        if (first.isOk()) {
            first.member("result");
        }
        ObjectNode tagged = observable(first);
        Reply nan = in("nan", operator, operands);
        if (!tagged.equals(observable(nan))) {
            throw nan.unlike(tagged, "answers differently in the NaN profile");
        }
    }

    private static Reply in(String profile, String operator, List<ObjectNode> operands) {
        Ask.op("configure").with("profile", profile).with("params", Wire.object()).with("seed", "1").sendOk();
        ObjectNode[] used = operands.subList(0, operator.equals("neg") ? 1 : 2).toArray(ObjectNode[]::new);
        return ArithmeticProps.eval(operator, used);
    }

    /** The answer without the parts that depend on the profile: the cost of the result and the bits of a NaN. */
    private static ObjectNode observable(Reply reply) {
        ObjectNode answer = reply.answer().message().deepCopy();
        answer.remove(List.of("id", "message"));
        if (answer.path("value") instanceof ObjectNode value) {
            value.remove("allocated");
            if (value.path("result") instanceof ObjectNode result && isNan(result)) {
                result.put("bits", "any NaN");
            }
        }
        return answer;
    }

    private static boolean isNan(ObjectNode plain) {
        JsonNode node = plain.path("bits");
        Optional<BigInteger> bits = node.isString() ? Wire.parseWord(node.stringValue()) : Optional.empty();
        return switch (plain.path("kind").asString("")) {
            case "float32" -> bits.isPresent() && Float.isNaN(Float.intBitsToFloat(bits.get().intValue()));
            case "float64" -> bits.isPresent() && Double.isNaN(Double.longBitsToDouble(bits.get().longValue()));
            default -> false;
        };
    }

    @Provide
    Arbitrary<String> checked() {
        return Arbitraries.of(ArithmeticModel.CHECKED);
    }

    /** Operators that all three kinds of numbers support. */
    @Provide
    Arbitrary<String> any() {
        return Arbitraries
                .oneOf(List.of(Arbitraries.of(ArithmeticModel.CHECKED), Arbitraries.of(ArithmeticModel.ORDER)));
    }

    /** Two numbers of the same kind. */
    @Provide
    Arbitrary<List<ObjectNode>> operands() {
        return Arbitraries.oneOf(List.of(new Any.Int61().get().map(Plain::integer).list().ofSize(2),
                new Any.Float32().get().map(Plain::float32).list().ofSize(2),
                new Any.Float64().get().map(Plain::float64).list().ofSize(2)));
    }
}
