package dev.jetvm.conformance.property;

import dev.jetvm.conformance.model.ForwardingModel.Kind;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Chains of handlers that answer, forward, change and abort, against the composition of functions. */
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
@Tag("requires:vm.unwinding")
@Tag("requires:vm.effects")
class ForwardingProps {
    private static final int TRIES = 400;
    private static final int ROUNDS = 8;
    private static final int MANY_ROUNDS = 120;

    @Provide
    Arbitrary<ForwardingProgram> all() {
        return ForwardingProgram.of(List.of(Kind.values()), ROUNDS);
    }

    @Provide
    Arbitrary<ForwardingProgram> tails() {
        return ForwardingProgram.of(Stream.of(Kind.values()).filter(kind -> kind.tail).toList(), MANY_ROUNDS);
    }

    @Property(tries = TRIES)
    @Tag("id:prop-effects-forwarding")
    @Tag("EFF-02")
    @Tag("EFF-04")
    @Tag("EFF-06")
    @Tag("EFF-08")
    void aChainOfHandlersComposesTheirClauses(@ForAll("all") ForwardingProgram program) {
        ProgramText.runs(program.toString(), program.expected());
    }

    @Property(tries = TRIES)
    @Tag("id:prop-effects-forwarding-space")
    @Tag("EFF-08")
    @Tag("EFF-17")
    @Tag("ISA-63")
    void forwardingLeavesNothingOnTheStack(@ForAll("tails") ForwardingProgram program) {
        ProgramText.runs(program.toString(), program.frames(), program.expected());
    }
}
