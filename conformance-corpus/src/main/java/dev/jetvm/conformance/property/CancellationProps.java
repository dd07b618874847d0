package dev.jetvm.conformance.property;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Tasks that are cancelled inside of cleanups, protected parts, scopes and clauses, against the reverse order. */
@Tag("kind:property")
@Tag("level:must")
@Tag("requires:vm.run")
@Tag("requires:vm.text")
@Tag("requires:vm.constants")
@Tag("requires:vm.variables")
@Tag("requires:vm.calls")
@Tag("requires:vm.stack")
@Tag("requires:vm.jumps")
@Tag("requires:vm.aggregates")
@Tag("requires:vm.unwinding")
@Tag("requires:vm.effects")
@Tag("requires:vm.tasks")
@Tag("requires:vm.scopes")
@Tag("requires:vm.cancellation")
@Tag("requires:vm.channels")
class CancellationProps {
    @Provide
    Arbitrary<CancellationProgram> programs() {
        return CancellationProgram.any();
    }

    @Property(tries = 400)
    @Tag("id:prop-cancellation")
    @Tag("SCHED-16")
    @Tag("ISA-51")
    @Tag("ISA-53")
    @Tag("ISA-54")
    @Tag("EFF-06")
    @Tag("UNW-03")
    @Tag("UNW-06")
    void aCancellationLeavesWhatWasEnteredInReverseOrder(@ForAll("programs") CancellationProgram program) {
        ProgramText.runs(program.toString(), program.expected());
    }
}
