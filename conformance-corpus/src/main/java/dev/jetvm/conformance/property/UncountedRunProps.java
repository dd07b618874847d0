package dev.jetvm.conformance.property;

import static dev.jetvm.conformance.property.GeneratedPrograms.*;

import dev.jetvm.conformance.exchange.Plain;
import dev.jetvm.conformance.model.ArithmeticModel;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/**
 * Laws of uninstrumented execution at the limits of possible fast paths: a variable with a constant, a condition with
 * its jump, and a jump over most of the range of a jump.
 */
@Tag("kind:property")
@Tag("level:must")
@Tag("requires:vm.run")
@Tag("requires:vm.constants")
@Tag("requires:vm.variables")
@Tag("requires:vm.stack")
@Tag("requires:vm.calls")
class UncountedRunProps {

    @Property(tries = 1000)
    @Tag("id:prop-variable-and-constant")
    @Tag("requires:vm.arithmetic")
    @Tag("requires:vm.short")
    @Tag("ISA-12")
    @Tag("INTERP-13a")
    void aVariableAndAConstantAreAddedExactlyOrPanic(@ForAll(supplier = Any.Int61.class) long variable,
            @ForAll(supplier = Any.Int61.class) long constant, @ForAll boolean plus, @ForAll boolean shortForm) {
        BigInteger exact = ArithmeticModel.exact(plus ? "add" : "sub", BigInteger.valueOf(variable),
                BigInteger.valueOf(constant));
        String sum = !plus
                ? constant(constant) + "\nSUBTRACT"
                : shortForm ? "ADD_CONST (" + constant + ")" : constant(constant) + "\nADD";
        uncounted(List.of(constant(variable), "SET_LOCAL 1", "POP", "GET_LOCAL 1", sum, "RETURN"))
                .is(ArithmeticModel.isInt(exact) ? result(Plain.integer(exact)) : panic("int-overflow"));
    }

    @Property(tries = 1000)
    @Tag("id:prop-variable-below-constant")
    @Tag("requires:vm.comparison")
    @Tag("requires:vm.jumps")
    @Tag("ISA-19")
    @Tag("ISA-21")
    @Tag("INTERP-13a")
    void aVariableIsComparedWithAConstantExactly(@ForAll(supplier = Any.Int61.class) long constant,
            @ForAll(supplier = Any.Int61.class) long other, @ForAll boolean near,
            @ForAll @IntRange(min = -1, max = 1) int beside) {
        long variable = near && (constant + beside) << 3 >> 3 == constant + beside ? constant + beside : other;
        uncounted(List.of(constant(variable), "SET_LOCAL 1", "POP", "GET_LOCAL 1", constant(constant), "LESS",
                "JUMP_IF_FALSE otherwise", "POP", constant(1), "RETURN", "otherwise:", "POP", constant(2), "RETURN"))
                .is(result(Plain.integer(variable < constant ? 1 : 2)));
    }

    /** Conditions that continue a loop while local 1 is less than local 2, which is 3. */
    private static final List<String> CONDITIONS = List.of(
            "GET_LOCAL 1\nCONST (3)\nLESS\nJUMP_IF_FALSE done\nPOP",
            "GET_LOCAL 1\nGET_LOCAL 2\nLESS\nJUMP_IF_FALSE done\nPOP",
            "GET_LOCAL 2\nGET_LOCAL 1\nGREATER\nJUMP_IF_FALSE done\nPOP",
            "GET_LOCAL 1\nGET_LOCAL 2\nGE\nJUMP_IF_TRUE done\nPOP",
            "GET_LOCAL 1\nGET_LOCAL 2\nEQUAL\nNOT\nTRUE\nEQUAL\nJUMP_IF_FALSE done\nPOP");

    @Property(tries = 40)
    @Tag("id:prop-far-jumps")
    @Tag("requires:vm.arithmetic")
    @Tag("requires:vm.comparison")
    @Tag("requires:vm.jumps")
    @Tag("requires:vm.logic")
    @Tag("ISA-20")
    @Tag("ISA-21")
    @Tag("ISA-22")
    void jumpsReachAsFarAsTheirOperandSays(@ForAll @IntRange(max = 4) int condition,
            @ForAll @IntRange(min = 32_600, max = 65_480) int between, @ForAll boolean over) {
        String filling = String.join("\n", Collections.nCopies(between, "NOP"));
        uncounted(List.of(constant(3), "SET_LOCAL 2", "POP", constant(0), "SET_LOCAL 1", "POP", "again:",
                CONDITIONS.get(condition), over ? "JUMP behind\n" + filling + "\nbehind:" : filling, "GET_LOCAL 1",
                constant(1), "ADD", "SET_LOCAL 1", "POP", "LOOP again", "done:", "POP", "GET_LOCAL 1", "RETURN"))
                .is(result(Plain.integer(3)));
    }
}
