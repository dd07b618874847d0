package dev.jetvm.vm.verify;

import static dev.jetvm.vm.isa.Opcode.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jetvm.runtime.gc.StackMaps;
import dev.jetvm.runtime.panic.Phase;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.vm.module.Constant;
import dev.jetvm.vm.module.Module;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Messages and offsets; which modules are refused is the matter of the corpus. */
final class VerifierTest {

    private static RejectException refusal(Module module) {
        RejectException refusal = catchThrowableOfType(RejectException.class, () -> Verifier.verify(module));
        assertThat(refusal).as("refused").isNotNull();
        assertThat(refusal.phase()).isEqualTo(Phase.INVALID);
        return refusal;
    }

    private static StackMaps.Entry map(Module module, int address) {
        Module.MapSection section = Verifier.verify(module).maps();
        return new StackMaps(section.bytes(), section.count()).find(address).orElseThrow();
    }

    @Test
    void aMessageNamesFunctionOffsetAndWhatWasFound() {
        RejectException refusal = refusal(Writing.module(new Writing().add(NIL).add(RETURN),
                new Writing().add(TRUE).add(POP).add(POP).add(HALT)));
        assertThat(refusal.code()).isEqualTo("stack-underflow");
        assertThat(refusal.at()).as("in the code section: behind the two bytes of f0").isEqualTo(4);
        assertThat(refusal).hasMessage("function f1 at 0002: POP takes 1 from the stack, which holds 0");
    }

    @Test
    void codeBehindABackwardJumpIsLookedAt() {
        // JUMP over a POP that takes nothing; only the LOOP at the end leads to it.
        Writing code = new Writing().add(JUMP, 2).add(POP).add(HALT).add(LOOP, 5);
        assertThat(refusal(Writing.module(code)).code()).isEqualTo("stack-underflow");
    }

    @Test
    void bytesThatNothingLeadsToAreNotLookedAt() {
        Module module = Writing.module(new Writing().add(HALT).raw(0xFF, 0xFE));
        assertThat(Verifier.verify(module).maps().count()).as("the map of HALT").isOne();
    }

    @Test
    void aMapListsClosureAndWhatMayBeAReference() {
        // Slots: callee, parameter, nil. Operands: true, a string.
        Module module = Writing.module(new Writing().arity(1).slots(3).stack(3).constant(new Constant.Text("s"))
                .add(TRUE).add(CONST, 0).add(NEW_OBJECT).add(RETURN));
        StackMaps.Entry entry = map(module, 5);
        assertThat(entry.offsets()).as("closure, callee, parameter, operand 1").containsExactly(8, 16, 24, 48);
        assertThat(entry.frameSize()).isEqualTo(8 * (3 + 3 + 2));
    }

    @Test
    void theMapOfACallIsWithoutWhatTheCallTakes() {
        Module module = Writing.module(new Writing().constant(new Constant.Text("s")).add(CONST, 0).add(GET_LOCAL, 0)
                .add(CONST, 0).add(CALL, 1).add(RETURN));
        assertThat(map(module, 10).offsets()).as("closure, callee, the string below").containsExactly(8, 16, 24);
    }

    @Test
    void aCapturedSlotMayHoldAnythingAtAnyTime() {
        Writing inner = new Writing().upvalues(1).add(GET_UPVALUE, 0).add(RETURN);
        Writing outer = new Writing().slots(2).constant(new Constant.Function(1)).add(CLOSURE, 0, 1, 1).add(TRUE)
                .add(SET_LOCAL, 1).add(NEW_OBJECT).add(RETURN);
        Module module = Writing.module(outer, inner);
        assertThat(map(module, 9).offsets()).contains(24);
    }

    @Test
    void aSectionThatIsNotTheDerivedOneIsRefusedWhereItDiffers() {
        Module module = Writing.module(new Writing().add(NEW_OBJECT).add(POP).add(NEW_OBJECT).add(RETURN));
        Module.MapSection derived = Verifier.verify(module).maps();
        assertThat(Verifier.verify(with(module, derived)).maps()).isEqualTo(derived);
        byte[] other = derived.bytes().clone();
        other[other.length - 4] = 32;
        RejectException refusal = refusal(with(module, new Module.MapSection(derived.count(), other)));
        assertThat(refusal.code()).isEqualTo("stackmap-mismatch");
        assertThat(refusal.at()).as("the third map is that of the instruction before 4").isEqualTo(4);
    }

    private static Module with(Module module, Module.MapSection maps) {
        return new Module(module.name(), module.source(), module.strings(), module.types(), module.imports(),
                module.functions(), module.exports(), List.of(), module.entry(), Optional.of(maps), module.debug(),
                module.customs());
    }
}
