package dev.jetvm.conformance.property;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Several continuations that are kept, resumed and dropped in a random order, against a model. */
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
@Tag("requires:vm.effects")
@Tag("requires:vm.continuations")
class KeptProps {
    private static final int TRIES = 400;

    @Provide
    Arbitrary<KeptProgram> ofOneTask() {
        return KeptProgram.of(false);
    }

    @Provide
    Arbitrary<KeptProgram> ofTasks() {
        return KeptProgram.of(true);
    }

    @Property(tries = TRIES)
    @Tag("id:prop-effects-kept")
    @Tag("EFF-05")
    @Tag("EFF-06")
    @Tag("EFF-07")
    @Tag("EFF-14")
    @Tag("UNW-03")
    void eachContinuationIsUsedOnce(@ForAll("ofOneTask") KeptProgram program) {
        ProgramText.runs(program.toString(), program.expected());
    }

    @Property(tries = TRIES)
    @Tag("id:prop-effects-tasks")
    @Tag("requires:vm.tasks")
    @Tag("requires:vm.task-locals")
    @Tag("EFF-07")
    @Tag("EFF-09")
    @Tag("EFF-14")
    @Tag("EFF-21")
    @Tag("TASK-15")
    void framesBelongToTheTaskThatResumesThem(@ForAll("ofTasks") KeptProgram program) {
        ProgramText.runs(program.toString(), program.expected());
    }
}
