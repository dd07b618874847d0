package dev.jetvm.conformance.property;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Generators made of generators, used in a random order and abandoned early, against iterators. */
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
@Tag("requires:vm.continuations")
class GeneratorProps {
    @Provide
    Arbitrary<GeneratorProgram> programs() {
        return GeneratorProgram.any();
    }

    @Property(tries = 400)
    @Tag("id:prop-effects-generators")
    @Tag("EFF-04")
    @Tag("EFF-05")
    @Tag("EFF-06")
    @Tag("EFF-08")
    @Tag("EFF-14")
    @Tag("UNW-03")
    void aGeneratorIsAnIteratorThatIsClosed(@ForAll("programs") GeneratorProgram program) {
        ProgramText.runs(program.toString(), program.expected());
    }
}
