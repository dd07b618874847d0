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
    void panicsCleanupsAndProtectedPartsNest(@ForAll("all") UnwindingProgram program) {
        program.runs();
    }
}
