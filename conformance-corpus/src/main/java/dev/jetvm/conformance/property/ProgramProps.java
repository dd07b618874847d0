package dev.jetvm.conformance.property;

import static dev.jetvm.conformance.property.GeneratedPrograms.*;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Plain;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.model.ArithmeticModel;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Laws of the results of instructions and of the reported counters, for generated programs. */
@Tag("kind:property")
@Tag("level:must")
@Tag("requires:vm.run")
@Tag("requires:vm.constants")
@Tag("requires:vm.calls")
class ProgramProps {
    private static final Map<String, String> ARITHMETIC = Map.of("add", "ADD", "sub", "SUBTRACT", "mul", "MULTIPLY",
            "div", "DIVIDE", "rem", "MOD");
    private static final Map<String, String> ORDER = Map.of("eq", "EQUAL", "ne", "NE", "lt", "LESS", "le", "LE", "gt",
            "GREATER", "ge", "GE");

    @Property(tries = 1000)
    @Tag("id:prop-program-int-arithmetic")
    @Tag("requires:vm.arithmetic")
    @Tag("ISA-12")
    @Tag("ISA-13")
    @Tag("ISA-14")
    @Tag("VAL-05a")
    void instructionsComputeIntsExactlyOrPanic(@ForAll("arithmetic") String operator,
            @ForAll(supplier = Any.Int61.class) long a, @ForAll(supplier = Any.Int61.class) long b) {
        Reply reply = run(List.of(constant(a), constant(b), ARITHMETIC.get(operator), "RETURN"));
        if (b == 0 && (operator.equals("div") || operator.equals("rem"))) {
            reply.is(panic("division-by-zero"));
            return;
        }
        BigInteger exact = ArithmeticModel.exact(operator, BigInteger.valueOf(a), BigInteger.valueOf(b));
        reply.is(ArithmeticModel.isInt(exact) ? result(Plain.integer(exact)) : panic("int-overflow"));
    }

    @Property(tries = 1000)
    @Tag("id:prop-program-mixed-arithmetic")
    @Tag("requires:vm.arithmetic")
    @Tag("ISA-12")
    @Tag("ISA-13")
    @Tag("ISA-14")
    void anIntWithAFloatIsComputedAsFloat(@ForAll("arithmetic") String operator,
            @ForAll(supplier = Any.Int61.class) long a, @ForAll(supplier = Any.Float64.class) long bits,
            @ForAll boolean intFirst) {
        double b = Double.longBitsToDouble(bits);
        double expected = intFirst
                ? ArithmeticModel.floating(operator, (double) a, b)
                : ArithmeticModel.floating(operator, b, (double) a);
        Reply reply = run(List.of(intFirst ? constant(a) : constant(b), intFirst ? constant(b) : constant(a),
                ARITHMETIC.get(operator), "RETURN"));
        if (!Double.isNaN(expected)) {
            reply.is(result(Plain.float64(Double.doubleToLongBits(expected))));
            return;
        }
        long seen = ArithmeticProps.bits(reply, "float64");
        reply.check(Double.isNaN(Double.longBitsToDouble(seen)), result(Plain.float64(0x7FF8L << 48)),
                "has to be a NaN, with any bits");
    }

    @Property(tries = 1000)
    @Tag("id:prop-program-mixed-order")
    @Tag("requires:vm.comparison")
    @Tag("ISA-18")
    @Tag("ISA-19")
    void anIntAndAFloatAreComparedByValue(@ForAll("order") String operator,
            @ForAll(supplier = Any.Int61.class) long a, @ForAll(supplier = Any.Float64.class) long bits,
            @ForAll boolean near, @ForAll boolean intFirst) {
        double b = near ? (double) a : Double.longBitsToDouble(bits);
        boolean nan = Double.isNaN(b);
        int sign = nan
                ? 0
                : Double.isInfinite(b)
                        ? b > 0 ? -1 : 1
                        : BigDecimal.valueOf(a).compareTo(new BigDecimal(b));
        boolean expected = nan
                ? operator.equals("ne")
                : ArithmeticModel.ordered(operator, intFirst ? sign : -sign);
        run(List.of(intFirst ? constant(a) : constant(b), intFirst ? constant(b) : constant(a), ORDER.get(operator),
                "RETURN")).is(result(Plain.bool(expected)));
    }

    @Property(tries = 300)
    @Tag("id:prop-line-of-a-panic")
    @Tag("requires:vm.text")
    @Tag("requires:vm.stack")
    @Tag("requires:vm.arithmetic")
    @Tag("requires:vm.trace")
    @Tag("requires:vm.lines")
    @Tag("DBG-01")
    @Tag("DBG-04")
    void aPanicIsAtTheGreatestMappingThatIsNotBehindIt(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 3) Integer> marks,
            @ForAll @IntRange(max = 39) int where) {
        List<String> lines = new ArrayList<>();
        int at = Math.min(where, marks.size() - 1);
        int expected = 0;
        for (int k = 0; k < marks.size(); k++) {
            if (marks.get(k) == 0) {
                lines.add(".line " + (1000 - 7 * k));
                expected = k <= at ? 1000 - 7 * k : expected;
            }
            lines.add(k == at ? "NIL\nNEGATE\nPOP" : "NOP\nNOP");
        }
        lines.add("NIL\nRETURN");
        Reply reply = run(lines).ok();
        JsonNode frame = reply.member("panic").path("trace").path(0);
        int line = frame.path("line").asInt(0);
        reply.check(line == expected, JsonNodeFactory.instance.objectNode().put("line", expected),
                "has to show the line of the greatest mapping not after the instruction");
    }

    private static long instructions(Reply reply) {
        return reply.number("counters.instructions", reply.member("counters").path("instructions"));
    }

    @Property(tries = 300)
    @Tag("id:prop-steps-add-up")
    @Tag("requires:vm.stack")
    @Tag("requires:vm.arithmetic")
    @Tag("requires:vm.comparison")
    @Tag("requires:vm.jumps")
    @Tag("INTERP-13")
    @Tag("requires:vm.steps")
    @Tag("requires:vm.counters")
    void aRunInPiecesIsTheRunAtOnce(@ForAll @Size(min = 1, max = 30) List<@IntRange(min = 1, max = 9) Integer> pieces,
            @ForAll @IntRange(min = 0, max = 12) int rounds) {
        List<String> lines = List.of(constant(0), "again:", "DUP", constant(rounds), "LESS", "JUMP_IF_FALSE done",
                "POP", constant(1), "ADD", "LOOP again", "done:", "POP", "RETURN");
        Reply whole = run(lines).ok();
        long all = instructions(whole);
        given(Ask.op("vm.load").with("into", "$p"), lines).sendOk();
        long done = 0;
        for (int k = 0; done < all; k++) {
            long piece = Math.min(pieces.get(k % pieces.size()), all - done);
            Reply step = Ask.op("vm.step").with("vm", "$p").with("steps", piece).send().ok();
            done += piece;
            boolean ended = done == all;
            step.check(instructions(step) == done
                    && step.text("state").equals(ended ? "returned" : "running"),
                    JsonNodeFactory.instance.objectNode().put("instructions", done),
                    "has to have carried out exactly as many instructions as were asked for");
        }
        Ask.op("vm.step").with("vm", "$p").with("steps", 1).send().is(result(Plain.integer(rounds)));
        Ask.op("vm.drop").with("vm", "$p").sendOk();
    }

    @Property(tries = 100)
    @Tag("id:prop-heaps-of-programs-are-verified")
    @Tag("requires:vm.aggregates")
    @Tag("requires:vm.variables")
    @Tag("requires:vm.stack")
    @Tag("requires:vm.arithmetic")
    @Tag("requires:vm.comparison")
    @Tag("requires:vm.jumps")
    @Tag("HEAP-33")
    @Tag("requires:vm.steps")
    @Tag("requires:heap.verify")
    void heapVerifyChecksTheHeapsOfPrograms(@ForAll @IntRange(min = 1, max = 2) int programs,
            @ForAll @IntRange(min = 1, max = 200) int lists) {
        List<String> lines = List.of("NEW_LIST 0\nSET_LOCAL 1\nPOP", constant(0), "again:",
                "GET_LOCAL 1\nNEW_LIST 0\nLIST_PUSH",
                constant(1), "ADD", "DUP", constant(lists), "LESS", "JUMP_IF_FALSE done", "POP", "LOOP again", "done:",
                "POP", "HALT");
        long before = verified();
        for (int k = 0; k < programs; k++) {
            given(Ask.op("vm.load").with("into", "$p" + k), lines).sendOk();
            Ask.op("vm.step").with("vm", "$p" + k).with("steps", 3 + 11L * lists).sendOk();
        }
        Reply during = Ask.op("heap.verify").send().ok();
        during.check(during.member("checked").asLong() >= before + (long) programs * (lists + 1)
                && during.member("problems").isEmpty(),
                JsonNodeFactory.instance.objectNode().put("checked",
                        before + (long) programs * (lists + 1)),
                "has to check at least the lists that the programs hold, and find no problem");
        for (int k = 0; k < programs; k++) {
            Ask.op("vm.drop").with("vm", "$p" + k).sendOk();
        }
    }

    private static long verified() {
        return Ask.op("heap.verify").send().ok().member("checked").asLong();
    }

    @Property(tries = 1000)
    @Tag("id:prop-program-not-counted")
    @Tag("requires:vm.variables")
    @Tag("requires:vm.stack")
    @Tag("requires:vm.arithmetic")
    @Tag("requires:vm.comparison")
    @Tag("requires:vm.jumps")
    @Tag("INTERP-13a")
    void aRunThatIsNotCountedDoesTheSame(@ForAll @Size(min = 1, max = 25) List<@IntRange(max = 2999) Integer> script) {
        List<String> lines = new ArrayList<>();
        for (int local = 1; local <= 3; local++) {
            lines.add(KINDS.get(script.getFirst() * local % KINDS.size()));
            lines.add("SET_LOCAL " + local + "\nPOP");
        }
        for (int k = 0; k < script.size(); k++) {
            lines.add(sequence(script.get(k), k));
        }
        lines.add("NIL\nRETURN");
        ObjectNode same = JsonNodeFactory.instance.objectNode();
        Reply counted = run(lines).ok();
        same.set("stdout", counted.member("stdout"));
        same.set("status", counted.member("status"));
        if (counted.text("status").equals("panic")) {
            same.set("panic", counted.member("panic"));
        }
        uncounted(lines).ok().is(same);
    }

    private static final List<String> KINDS = List.of("CONST (1)", "CONST (1152921504606846975)", "CONST (1.5)",
            "CONST (-1152921504606846976)", "CONST (\"text\")", "CONST (nan)", "NIL", "FALSE", "CONST (2.5f)",
            "CONST (\"a text that is longer\")", "CONST (-7)");

    /** A sequence that compilers emit often, on locals 1 to 3. It leaves the stack unchanged. */
    private static String sequence(int word, int place) {
        int to = 1 + word / 3 % 3;
        String left = "GET_LOCAL " + (1 + word % 3) + "\n";
        String right = word / 9 % 2 == 0 ? KINDS.get(word / 18 % KINDS.size()) + "\n" : "GET_LOCAL " + to + "\n";
        String store = "SET_LOCAL " + to + "\nPOP\n";
        String compared = List.of("LESS", "LE", "GREATER", "GE", "EQUAL", "NE").get(word / 198 % 6);
        return switch (word % 5) {
            case 0 -> left + "PRINT";
            case 1 -> left + right + List.of("ADD\n", "SUBTRACT\n", "MULTIPLY\n").get(word / 198 % 3) + store;
            case 2 -> left + right + compared + "\nJUMP_IF_FALSE other" + place + "\nPOP\n" + left + "PRINT\nJUMP end"
                    + place + "\nother" + place + ":\nPRINT\nend" + place + ":";
            case 3 -> left + "JUMP_IF_FALSE other" + place + "\nother" + place + ":\nPOP\n" + right + store;
            default -> left + right + compared + "\n" + store;
        };
    }

    @Property(tries = 300)
    @Tag("id:prop-invoke-is-get-and-call")
    @Tag("requires:vm.text")
    @Tag("requires:vm.classes")
    @Tag("requires:vm.variables")
    @Tag("requires:vm.stack")
    @Tag("CLS-07")
    @Tag("CLS-11")
    void anInvocationIsAPropertyAndACall(@ForAll @Size(min = 1, max = 12) List<@IntRange(max = 3) Integer> script) {
        String invoked = script(script, true);
        String called = script(script, false);
        Reply one = Ask.op("vm.run").with("assembly", invoked).send().ok();
        Ask.op("vm.run").with("assembly", called).send().ok()
                .is(JsonNodeFactory.instance.objectNode().put("stdout", one.text("stdout")));
        one.check(one.text("status").equals("returned"), JsonNodeFactory.instance.objectNode().put("status",
                "returned"), "has to come to its end");
    }

    /**
     * Generates a script: fields, and functions in fields, are added to objects of two classes in some order. After
     * each step, one call site calls {@code m} of both objects.
     */
    private static String script(List<Integer> steps, boolean invoke) {
        StringBuilder text = new StringBuilder("""
                .module "made"
                .entry main
                .function a method
                    CONST ("a")
                    RETURN
                .end
                .function b method
                    CONST ("b")
                    RETURN
                .end
                .function field
                    CONST ("field")
                    RETURN
                .end
                .function ask arity=1
                    GET_LOCAL 1
                """);
        text.append(invoke ? "INVOKE (\"m\") 0 0\n" : "GET_PROPERTY (\"m\") 0\nCALL 0\n");
        text.append("""
                    PRINT
                    NIL
                    RETURN
                .end
                .function main slots=3 stack=8
                    CLASS ("A")
                    CONST (@a)
                    METHOD ("m")
                    CALL 0
                    SET_LOCAL 1
                    POP
                    CLASS ("B")
                    CONST (@b)
                    METHOD ("m")
                    CALL 0
                    SET_LOCAL 2
                    POP
                """);
        List<String> actions = List.of("GET_LOCAL 1\nCONST (1)\nSET_PROPERTY (\"%s\") 0\nPOP\n",
                "GET_LOCAL 2\nCONST (1)\nSET_PROPERTY (\"%s\") 0\nPOP\n",
                "GET_LOCAL 1\nCONST (@field)\nSET_PROPERTY (\"m\") 0\nPOP\n",
                "GET_LOCAL 2\nCONST (@field)\nSET_PROPERTY (\"m\") 0\nPOP\n");
        for (int k = 0; k < steps.size(); k++) {
            text.append(actions.get(steps.get(k)).replace("%s", "f" + k % 5));
            text.append("CONST (@ask)\nGET_LOCAL 1\nCALL 1\nPOP\nCONST (@ask)\nGET_LOCAL 2\nCALL 1\nPOP\n");
        }
        return text.append("NIL\nRETURN\n.end\n").toString();
    }

    @Provide
    Arbitrary<String> arithmetic() {
        return Arbitraries.of(ARITHMETIC.keySet().stream().sorted().toList());
    }

    @Provide
    Arbitrary<String> order() {
        return Arbitraries.of(ORDER.keySet().stream().sorted().toList());
    }
}
