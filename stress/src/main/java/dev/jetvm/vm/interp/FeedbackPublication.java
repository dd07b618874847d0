package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.StackMaps;
import dev.jetvm.stress.Clause;
import dev.jetvm.vm.assembly.Assembler;
import dev.jetvm.vm.interp.FeedbackVector.Callee;
import dev.jetvm.vm.interp.FeedbackVector.Method;
import dev.jetvm.vm.module.Module;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * One worker records a method and a callee of an instruction. Another reads both as the fast engine does, by plain
 * loads: each is complete or absent. The class is in the package of its subject, whose updates are not public.
 */
@JCStressTest
@Clause("IC-05")
@Outcome(id = {"0, 0", "0, 1", "1, 0", "1, 1"}, expect = Expect.ACCEPTABLE, desc = "complete or absent")
@Outcome(expect = Expect.FORBIDDEN, desc = "an entry that is not complete")
@State
public class FeedbackPublication {
    private static final int SHAPE = 7;
    private static final int EPOCH = 3;
    private static final int PLACE = 5;
    private static final long FUNCTION = 11;
    private static final LinkedFunction CODE = code();

    private final FeedbackVector feedback = FeedbackVector.of(CODE, true);

    private static LinkedFunction code() {
        Module module = Assembler.assemble("""
                .module "feedback"
                .function getter arity=1
                    GET_LOCAL 1
                    GET_PROPERTY ("a")
                    RETURN
                .end
                """);
        return new LinkedFunction(0, new LinkedModule(module, new StackMaps(new byte[0], 0)), 0,
                module.functions().getFirst(), 0, 0, new long[0], new @Nullable Object[0], true);
    }

    @Actor
    public void learn() {
        feedback.addMethod(0, SHAPE, EPOCH, PLACE, CODE);
        feedback.setEntry(1, new Callee(FUNCTION, CODE));
    }

    @Actor
    public void call(II_Result result) {
        Method method = feedback.methods()[0];
        if (method != null) {
            result.r1 = method.shape() == SHAPE && method.epoch() == EPOCH && method.place() == PLACE
                    && method.target() == CODE && method.next() == null ? 1 : 9;
        }
        Object entry = feedback.entries()[1];
        if (entry != null) {
            result.r2 = entry instanceof Callee callee && callee.function() == FUNCTION && callee.target() == CODE
                    ? 1
                    : 9;
        }
    }
}
