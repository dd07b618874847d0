package dev.jetvm.vm.verify;

import dev.jetvm.runtime.memory.LittleEndian;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.vm.module.FunctionDef;
import dev.jetvm.vm.module.Module;
import java.util.Arrays;

/**
 * Decides whether a module may be executed. The code of a verified module stays within its frames, never pops an
 * operand that is not present, and has a stack map for every reference at every safepoint. A value of the wrong kind
 * panics at run time, unless the verifier can prove beforehand that the kind is wrong.
 *
 * <p>Each function is analysed twice: {@link ReachableCode} finds the reachable instructions, and {@link Flow} computes
 * the frame at each of them. Neither is recursive. Their work is bounded by a multiple of the length of the code.
 *
 * @spec VERIFY-01
 * @spec VERIFY-02
 * @spec VERIFY-03
 * @spec VERIFY-04
 * @spec VERIFY-05
 * @spec VERIFY-06
 * @spec VERIFY-07
 * @spec VERIFY-08
 * @spec VERIFY-09
 * @spec VERIFY-10
 * @spec VERIFY-11
 * @spec VERIFY-12
 * @spec VERIFY-13
 * @spec VERIFY-14
 * @spec VERIFY-15
 * @spec ERR-230
 * @spec ERR-237
 * @spec ERR-238
 */
public final class Verifier {
    private final Module module;
    private final Flow.Frames frames = new Flow.Frames();
    private final MapWriter maps;
    private long steps;

    private Verifier(Module module) {
        this.module = module;
        this.maps = new MapWriter(module.functions().stream().mapToLong(function -> function.code().length).sum());
    }

    /**
     * Verifies a module.
     *
     * @throws RejectException invalid, at an offset in the code section, with a code of chapter Verification
     */
    public static Verified verify(Module module) {
        return new Verifier(module).run();
    }

    /** Returns the work of verifying a module, in steps of bounded time. */
    static long cost(Module module) {
        Verifier verifier = new Verifier(module);
        verifier.run();
        return verifier.steps + verifier.maps.steps();
    }

    private Verified run() {
        new Declarations(module).check();
        int start = 0;
        for (int k = 0; k < module.functions().size(); k++) {
            FunctionDef function = module.functions().get(k);
            verify(new Body(module, k, function, start));
            start += function.code().length;
        }
        Module.MapSection section = maps.section();
        module.stackMaps().ifPresent(given -> compare(given, section));
        return new Verified(module, section);
    }

    private void verify(Body body) {
        ReachableCode shape = new ReachableCode(body);
        Flow flow = new Flow(body, shape, frames);
        flow.run();
        flow.derive(maps);
        steps += shape.steps() + flow.steps();
    }

    /**
     * Refuses a stack map section that differs from the derived one, at the lowest return address whose maps differ.
     */
    private static void compare(Module.MapSection given, Module.MapSection derived) {
        if (given.equals(derived)) {
            return;
        }
        int entry = 0;
        while (entry < given.count() && entry < derived.count() && Arrays.equals(entry(given, entry),
                entry(derived, entry))) {
            entry++;
        }
        long address = Math.min(address(given, entry), address(derived, entry));
        throw RejectException.invalidAt("stackmap-mismatch", address,
                "the map of %04x is not the one that follows from the code; the file has %d maps, %d follow"
                        .formatted(address, given.count(), derived.count()));
    }

    private static long address(Module.MapSection section, int entry) {
        return entry < section.count()
                ? Integer.toUnsignedLong(LittleEndian.int32(section.bytes(), MapWriter.INDEX_SIZE * entry))
                : Long.MAX_VALUE;
    }

    private static byte[] entry(Module.MapSection section, int entry) {
        return Arrays.copyOfRange(section.bytes(), place(section, entry), place(section, entry + 1));
    }

    private static int place(Module.MapSection section, int entry) {
        return entry < section.count()
                ? LittleEndian.int32(section.bytes(), MapWriter.INDEX_SIZE * entry + 4)
                : section.bytes().length;
    }
}
