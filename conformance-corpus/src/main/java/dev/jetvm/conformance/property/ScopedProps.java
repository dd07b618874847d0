package dev.jetvm.conformance.property;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Variables, values to ask for, lists and jumps of a library that is made of effects, against stacks. */
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
@Tag("requires:vm.closures")
@Tag("requires:vm.unwinding")
@Tag("requires:vm.effects")
class ScopedProps {
    @Provide
    Arbitrary<ScopedProgram> programs() {
        return ScopedProgram.any();
    }

    @Property(tries = 400)
    @Tag("id:prop-effects-library")
    @Tag("EFF-02")
    @Tag("EFF-03")
    @Tag("EFF-04")
    @Tag("EFF-05")
    @Tag("EFF-06")
    @Tag("EFF-08")
    void theInnermostHandlerProvides(@ForAll("programs") ScopedProgram program) {
        ProgramText.runs(program.toString(), program.expected());
    }
}
