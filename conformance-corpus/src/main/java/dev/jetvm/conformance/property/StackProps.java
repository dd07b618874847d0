package dev.jetvm.conformance.property;

import static dev.jetvm.conformance.property.GeneratedPrograms.panic;
import static dev.jetvm.conformance.property.GeneratedPrograms.result;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Plain;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.exchange.Wire;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/** Calls with frames of any size against limits of any size. */
@Tag("kind:property")
@Tag("level:must")
class StackProps {
    /** What a frame has besides its slots and operands, in words. */
    private static final int OVERHEAD = 2;
    private static final int SLOTS = 2;
    private static final int OPERANDS = 4;

    private static long bytes(int operands) {
        return 8L * (SLOTS + operands + OVERHEAD);
    }

    /**
     * Recursion to a depth. It must succeed with four times the bytes of its frames, and must not with less than these;
     * between the two the overhead of the implementation decides (INTERP-06).
     */
    @Property(tries = 300)
    @Tag("id:prop-stack-room")
    @Tag("requires:vm.run")
    @Tag("requires:vm.text")
    @Tag("requires:vm.constants")
    @Tag("requires:vm.calls")
    @Tag("requires:vm.variables")
    @Tag("requires:vm.stack")
    @Tag("requires:vm.jumps")
    @Tag("requires:vm.arithmetic")
    @Tag("requires:vm.comparison")
    @Tag("TASK-09")
    @Tag("INTERP-06")
    void aCallFindsWhetherItsFrameFits(@ForAll @IntRange(min = OPERANDS, max = 8_000) int operands,
            @ForAll @IntRange(max = 24) int depth, @ForAll @IntRange(max = 200) int percent,
            @ForAll @IntRange(min = -2, max = 2) int beside) {
        long need = bytes(OPERANDS) + (depth + 1) * bytes(operands);
        // Around the bytes of the frames and around four times as much, where the answer changes.
        long limit = Math.max(0, need * percent / 40 + beside);
        Reply reply = Ask.op("vm.run").with("assembly", """
                .module m
                .entry main
                .function main slots=%1$d stack=%2$d
                    CONST (@deep)
                    CONST (%3$d)
                    CALL 1
                    RETURN
                .end
                .function deep arity=1 slots=%1$d stack=%4$d
                    GET_LOCAL 1
                    CONST (0)
                    EQUAL
                    JUMP_IF_TRUE last
                    POP
                    CONST (@deep)
                    GET_LOCAL 1
                    CONST (1)
                    SUBTRACT
                    CALL 1
                    CONST (1)
                    ADD
                    RETURN
                last:
                    POP
                    CONST (0)
                    RETURN
                .end
                """.formatted(SLOTS, OPERANDS, depth, operands)).with("limits", Wire.object().put("stack", limit))
                .send();
        if (limit < need) {
            reply.is(panic("stack-overflow"));
        } else if (limit >= 4 * need) {
            reply.is(result(Plain.integer(depth)));
        } else {
            reply.ok();
        }
    }
}
