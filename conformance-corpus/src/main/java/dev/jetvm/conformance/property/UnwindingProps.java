package dev.jetvm.conformance.property;

import dev.jetvm.conformance.property.UnwindingProgram.Part;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Random nestings of calls, panics, cleanups and protected parts against a model: the same events in the same order, the same end. */
@Tag("kind:property")
@Tag("level:must")
@Tag("requires:vm.run")
@Tag("requires:vm.text")
@Tag("requires:vm.constants")
@Tag("requires:vm.calls")
@Tag("requires:vm.stack")
@Tag("requires:vm.jumps")
@Tag("requires:vm.arithmetic")
@Tag("requires:vm.debugging")
@Tag("requires:vm.unwinding")
class UnwindingProps {
    private static final int TRIES = 1000;

    @Provide
    Arbitrary<UnwindingProgram> recovers() {
        return UnwindingProgram.of(Part.RECOVERS);
    }

    @Provide
    Arbitrary<UnwindingProgram> cleanups() {
        return UnwindingProgram.of(Part.CLEANUPS);
    }

    @Provide
    Arbitrary<UnwindingProgram> tailCalls() {
        return UnwindingProgram.of(Part.CLEANUPS, Part.TAIL_CALLS);
    }

    @Provide
    Arbitrary<UnwindingProgram> all() {
        return UnwindingProgram.of(Part.CLEANUPS, Part.RECOVERS, Part.TAIL_CALLS);
    }

    @Property(tries = TRIES)
    @Tag("id:prop-unwinding-recovers")
    @Tag("requires:vm.aggregates")
    @Tag("ISA-46")
    @Tag("ISA-48")
    @Tag("INTERP-10")
    @Tag("PANIC-10")
    void theInnermostProtectedPartRecovers(@ForAll("recovers") UnwindingProgram program) {
        program.runs();
    }

    @Property(tries = TRIES)
    @Tag("id:prop-unwinding-cleanups")
    @Tag("ISA-47")
    void eachCleanupIsCalledOnce(@ForAll("cleanups") UnwindingProgram program) {
        program.runs();
    }

    @Property(tries = TRIES)
    @Tag("id:prop-unwinding-tail-calls")
    @Tag("ISA-47")
    @Tag("ISA-39")
    void cleanupsPrecedeTailCalls(@ForAll("tailCalls") UnwindingProgram program) {
        program.runs();
    }

    @Property(tries = TRIES)
    @Tag("id:prop-unwinding")
    @Tag("requires:vm.aggregates")
    @Tag("ISA-46")
    @Tag("ISA-47")
    @Tag("INTERP-10")
    @Tag("PANIC-10")
    @Tag("UNW-07")
    void panicsCleanupsAndProtectedPartsNest(@ForAll("all") UnwindingProgram program) {
        program.runs();
    }

    @Provide
    Arbitrary<UnwindingProgram> effects() {
        return UnwindingProgram.of(Part.EFFECTS);
    }

    @Provide
    Arbitrary<UnwindingProgram> effectsAndCleanups() {
        return UnwindingProgram.of(Part.EFFECTS, Part.CLEANUPS);
    }

    @Provide
    Arbitrary<UnwindingProgram> effectsAndAll() {
        return UnwindingProgram.of(Part.EFFECTS, Part.CLEANUPS, Part.RECOVERS, Part.TAIL_CALLS);
    }

    @Property(tries = TRIES)
    @Tag("id:prop-effects")
    @Tag("requires:vm.variables")
    @Tag("requires:vm.effects")
    @Tag("EFF-02")
    @Tag("EFF-04")
    @Tag("EFF-07")
    @Tag("EFF-08")
    void theInnermostHandlerAnswers(@ForAll("effects") UnwindingProgram program) {
        program.runs();
    }

    @Property(tries = TRIES)
    @Tag("id:prop-effects-cleanups")
    @Tag("requires:vm.variables")
    @Tag("requires:vm.effects")
    @Tag("EFF-05")
    @Tag("EFF-06")
    @Tag("EFF-16")
    @Tag("UNW-03")
    void eachCleanupIsCalledOnceWhateverBecomesOfAContinuation(@ForAll("effectsAndCleanups") UnwindingProgram program) {
        program.runs();
    }

    @Property(tries = TRIES)
    @Tag("id:prop-effects-unwinding")
    @Tag("requires:vm.variables")
    @Tag("requires:vm.aggregates")
    @Tag("requires:vm.effects")
    @Tag("EFF-16")
    @Tag("EFF-20")
    @Tag("UNW-03")
    @Tag("UNW-06")
    void effectsPanicsCleanupsAndProtectedPartsNest(@ForAll("effectsAndAll") UnwindingProgram program) {
        program.runs();
    }
}
