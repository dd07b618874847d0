package dev.jetvm.conformance.property;

import dev.jetvm.conformance.property.EffectRunProgram.Part;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Random programs of {@code effect.run} against a model: what a runtime without bytecode can show of effects. */
@Tag("kind:property")
@Tag("level:must")
@Tag("requires:effect.run")
@Tag("EFF-22")
class EffectRunProps {
    private static final int TRIES = 500;

    @Provide
    Arbitrary<EffectRunProgram> effects() {
        return EffectRunProgram.of();
    }

    @Provide
    Arbitrary<EffectRunProgram> tails() {
        return EffectRunProgram.of(Part.TAIL, Part.CLEANUPS);
    }

    @Provide
    Arbitrary<EffectRunProgram> cleanups() {
        return EffectRunProgram.of(Part.CLEANUPS);
    }

    @Provide
    Arbitrary<EffectRunProgram> panics() {
        return EffectRunProgram.of(Part.PANICS, Part.CLEANUPS);
    }

    @Property(tries = TRIES)
    @Tag("id:prop-effect-run")
    @Tag("EFF-02")
    @Tag("EFF-04")
    @Tag("EFF-07")
    @Tag("EFF-08")
    void theInnermostHandlerAnswers(@ForAll("effects") EffectRunProgram program) {
        program.runs();
    }

    @Property(tries = TRIES)
    @Tag("id:prop-effect-run-cleanups")
    @Tag("requires:effect.defer")
    @Tag("EFF-05")
    @Tag("EFF-06")
    @Tag("EFF-16")
    @Tag("UNW-03")
    void eachCleanupIsCalledOnce(@ForAll("cleanups") EffectRunProgram program) {
        program.runs();
    }

    @Property(tries = TRIES)
    @Tag("id:prop-effect-run-tail")
    @Tag("requires:effect.defer")
    @Tag("requires:effect.tail")
    @Tag("ISA-63")
    @Tag("UNW-06")
    void cleanupsOfAClausePrecedeTheResumptionThatEndsIt(@ForAll("tails") EffectRunProgram program) {
        program.runs();
    }

    @Property(tries = TRIES)
    @Tag("id:prop-effect-run-panics")
    @Tag("requires:effect.defer")
    @Tag("requires:effect.panic")
    @Tag("EFF-16")
    @Tag("EFF-20")
    @Tag("UNW-03")
    @Tag("UNW-06")
    void panicsGoThroughResumedAndAbandonedFrames(@ForAll("panics") EffectRunProgram program) {
        program.runs();
    }
}
