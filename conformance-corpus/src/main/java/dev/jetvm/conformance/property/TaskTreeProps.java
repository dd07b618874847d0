package dev.jetvm.conformance.property;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Trees of tasks that return and panic: what each JOIN and the end of each scope results in. */
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
@Tag("requires:vm.aggregates")
@Tag("requires:vm.unwinding")
@Tag("requires:vm.tasks")
@Tag("requires:vm.scopes")
@Tag("requires:vm.channels")
class TaskTreeProps {
    @Provide
    Arbitrary<TaskTreeProgram> programs() {
        return TaskTreeProgram.any();
    }

    @Property(tries = 300)
    @Tag("id:prop-panics-tasks")
    @Tag("ISA-51")
    @Tag("PANIC-04")
    @Tag("SCHED-15")
    @Tag("SCHED-15b")
    @Tag("SCHED-15c")
    @Tag("TASK-13")
    void aPanicArrivesAtEachJoinAndAtTheEndOfTheScope(@ForAll("programs") TaskTreeProgram program) {
        ProgramText.runs(program.toString(), program.expected());
    }
}
