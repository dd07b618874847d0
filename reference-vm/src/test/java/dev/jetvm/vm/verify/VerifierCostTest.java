package dev.jetvm.vm.verify;

import static dev.jetvm.vm.isa.Opcode.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.vm.module.Constant;
import dev.jetvm.vm.module.Module;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How work grows with the length of the code, in steps of the verifier itself: time would depend on the machine. Each
 * shape is measured at doubling sizes; steps for each byte stay below a bound that belongs to the shape.
 */
final class VerifierCostTest {
    private static final int LARGE = 10 << 20;

    static Stream<Arguments> shapes() {
        return Stream.of(shape("straight code", VerifierCostTest::straight, 4, LARGE),
                shape("jumps forward", VerifierCostTest::jumps, 8, LARGE),
                shape("loops in loops", VerifierCostTest::nested, 16, 1 << 17),
                shape("blocks in reverse", VerifierCostTest::reversed, 8, 1 << 20),
                shape("a high stack at many joins", VerifierCostTest::highStack, 16, 1 << 20),
                shape("a stack of some operands at many joins", size -> joins(size, 100), 160, 1 << 20),
                shape("kinds that rise slot by slot", VerifierCostTest::rising, 64, 1 << 20),
                shape("calls with a full frame", VerifierCostTest::fullFrames, 64, 1 << 18),
                shape("recovers in recovers", VerifierCostTest::recovers, 16, 1 << 17),
                shape("many functions", VerifierCostTest::functions, 16, 1 << 20));
    }

    private static Arguments shape(String name, IntFunction<Module> module, int most, int largest) {
        return Arguments.of(name, module, most, largest);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void workIsAMultipleOfTheLength(String name, IntFunction<Module> shape, int most, int largest) {
        StringBuilder curve = new StringBuilder();
        for (int size = largest >> 2; size <= largest; size *= 2) {
            Module module = shape.apply(size);
            long length = module.functions().stream().mapToLong(function -> function.code().length).sum();
            long steps = Verifier.cost(module);
            curve.append(" %,d bytes: %,d steps;".formatted(length, steps));
            assertThat(length).as("the shape grows: %s", curve).isGreaterThan(size / 2);
            assertThat(steps).as("%s:%s", name, curve).isLessThan(most * length);
        }
        System.out.println(name + ":" + curve);
    }

    private static Module straight(int size) {
        Writing code = new Writing().constant(new Constant.Int(1)).stack(2);
        while (code.size() < size) {
            code.add(CONST, 0).add(CONST, 0).add(ADD).add(POP);
        }
        return Writing.module(code.add(HALT));
    }

    private static Module jumps(int size) {
        Writing code = new Writing().stack(1).add(TRUE);
        while (code.size() < size) {
            code.add(JUMP_IF_FALSE, 1).add(NOP);
        }
        return Writing.module(code.add(HALT));
    }

    /** Each loop has all later ones inside; their jumps back stand at the end. */
    private static Module nested(int size) {
        Writing code = new Writing().stack(1).slots(4);
        int loops = size / 10;
        for (int k = 0; k < loops; k++) {
            code.add(GET_LOCAL, k % 4).add(SET_LOCAL, (k + 1) % 4).add(POP);
        }
        for (int k = 0; k < loops; k++) {
            int to = 5 * (loops - 1 - k);
            code.add(TRUE).add(JUMP_IF_TRUE, 6).add(POP);
            code.add(LOOP_W, code.size() + 5 - to).add(NOP).add(POP);
        }
        return Writing.module(code.add(HALT));
    }

    /** Each block jumps back to the one before it in the code. */
    private static Module reversed(int size) {
        int blocks = size / 6;
        Writing code = new Writing().stack(1).add(JUMP_W, 1 + 6 * (blocks - 1)).add(HALT);
        for (int k = 0; k < blocks; k++) {
            code.add(NOP).add(LOOP_W, k == 0 ? 7 : 12);
        }
        return Writing.module(code);
    }

    private static Module highStack(int size) {
        return joins(size, 7900);
    }

    private static Module joins(int size, int height) {
        Writing code = new Writing().stack(height + 1);
        for (int k = 0; k < height; k++) {
            code.add(k % 2 == 0 ? TRUE : NIL);
        }
        while (code.size() < size) {
            code.add(JUMP_IF_FALSE, 0);
        }
        return Writing.module(code.add(HALT));
    }

    /** Each round passes the kinds of the slots on by one slot, so that 256 rounds would change something. */
    private static Module rising(int size) {
        Writing code = new Writing().arity(0).slots(256).stack(1).constant(new Constant.Text("s")).add(GET_LOCAL, 0)
                .add(SET_LOCAL, 1).add(POP);
        int start = code.size();
        for (int slot = 255; slot > 1; slot--) {
            code.add(GET_LOCAL, slot - 1).add(SET_LOCAL, slot).add(POP);
        }
        while (code.size() < size) {
            code.add(NOP);
        }
        return Writing.module(code.add(LOOP_W, code.size() + 5 - start));
    }

    private static Module fullFrames(int size) {
        Writing code = new Writing().slots(20).stack(12);
        for (int k = 0; k < 10; k++) {
            code.add(GET_LOCAL_0);
        }
        while (code.size() < size) {
            code.add(GET_LOCAL_0).add(CALL, 0).add(POP);
        }
        return Writing.module(code.add(HALT));
    }

    private static Module recovers(int size) {
        int depth = size / 8;
        Writing code = new Writing().stack(1);
        for (int k = 0; k < depth; k++) {
            code.add(PUSH_RECOVER, 3).add(JUMP, 2).add(PANIC).add(HALT);
        }
        return Writing.module(code.add(HALT));
    }

    private static Module functions(int size) {
        Writing[] functions = new Writing[size / 16];
        for (int k = 0; k < functions.length; k++) {
            functions[k] = new Writing().slots(1).stack(2).add(GET_LOCAL_0).add(GET_LOCAL_0).add(CALL, 1).add(POP)
                    .add(NIL).add(JUMP_IF_TRUE, 2).add(NOT).add(NOT).add(NOP).add(NOP).add(RETURN);
        }
        return Writing.module(functions);
    }
}
