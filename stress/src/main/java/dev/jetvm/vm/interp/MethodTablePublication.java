package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.StackMaps;
import dev.jetvm.stress.Clause;
import dev.jetvm.vm.assembly.Assembler;
import dev.jetvm.vm.module.Module;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * One worker adds the first method of a class, which makes its array of methods. Another finds the method without a lock: it is
 * absent, or the array has it.
 */
@JCStressTest
@Clause("CLS-07")
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "the class has no such method yet")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "the method")
@Outcome(expect = Expect.FORBIDDEN, desc = "the name of the method without the method")
@State
public class MethodTablePublication {
    private static final SharedMachine MACHINE = new SharedMachine();
    private static final long METHOD = method();
    private static final String NAME = "m";

    private final int madeClass;

    public MethodTablePublication() {
        madeClass = MACHINE.make(() -> MACHINE.keep(MACHINE.maker().classes.newClass("C", MACHINE.vm.model().nil())));
    }

    private static long method() {
        Module module = Assembler.assemble("""
                .module "methods"
                .function method arity=0
                    NIL
                    RETURN
                .end
                """);
        LinkedModule linked = new LinkedModule(module, new StackMaps(new byte[0], 0));
        long[] method = new long[1];
        MACHINE.make(() -> {
            method[0] = MACHINE.vm.define(MACHINE.maker().mutator, linked, 0, module.functions().getFirst(), 0).word;
            return 0;
        });
        return method[0];
    }

    @Actor
    public void define() {
        MACHINE.on(MACHINE.first, () -> {
            MACHINE.first.classes.addMethod(new long[]{MACHINE.kept(madeClass), METHOD}, 0, NAME);
            return 0;
        });
    }

    @Actor
    public void call(I_Result result) {
        result.r1 = MACHINE.on(MACHINE.second, () -> {
            ClassObjects classes = MACHINE.second.classes;
            long found = MACHINE.kept(madeClass);
            int place = classes.info(found).method(NAME);
            return place < 0 ? 0 : classes.methodAt(found, place) == METHOD ? 1 : 9;
        });
    }

    @Arbiter
    public void forget() {
        MACHINE.forget(madeClass);
    }
}
