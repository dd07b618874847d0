package dev.jetvm.conformance.property;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Panics at any depth: what is left when they are recovered. */
@Tag("kind:property")
@Tag("level:must")
@Tag("requires:vm.run")
@Tag("requires:vm.text")
@Tag("requires:vm.constants")
@Tag("requires:vm.variables")
@Tag("requires:vm.calls")
@Tag("requires:vm.stack")
@Tag("requires:vm.jumps")
@Tag("requires:vm.arithmetic")
@Tag("requires:vm.comparison")
@Tag("requires:vm.aggregates")
@Tag("requires:vm.closures")
@Tag("requires:vm.unwinding")
@Tag("requires:vm.effects")
class RecoveryProps {
    @Provide
    Arbitrary<RecoveryProgram> programs() {
        return RecoveryProgram.any();
    }

    @Property(tries = 300)
    @Tag("id:prop-panics-depth")
    @Tag("ISA-46")
    @Tag("ISA-62")
    @Tag("UNW-04")
    @Tag("UNW-07")
    @Tag("UNW-09")
    @Tag("PANIC-04")
    @Tag("PANIC-09")
    @Tag("PANIC-10")
    @Tag("PANIC-11")
    @Tag("PANIC-12")
    void whatARecoveryLeavesDoesNotDependOnTheDepth(@ForAll("programs") RecoveryProgram program) {
        ProgramText.runs(program.toString(), program.frames(), program.expected());
    }
}
