package dev.jetvm.conformance.property;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Programs that request their end inside of calls, protected parts, handlers, clauses and tasks, against a model. */
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
@Tag("requires:vm.exit")
class ExitProps {
    @Provide
    Arbitrary<ExitProgram> programs() {
        return ExitProgram.any();
    }

    @Property(tries = 400)
    @Tag("id:prop-shutdown-exit")
    @Tag("EXIT-02")
    @Tag("EXIT-07")
    @Tag("EXIT-14")
    @Tag("EFF-06")
    @Tag("EFF-16")
    @Tag("SCHED-16")
    @Tag("UNW-06")
    void theEndLeavesAllFrames(@ForAll("programs") ExitProgram program) {
        ProgramText.runs(program.toString(), program.expected());
    }
}
