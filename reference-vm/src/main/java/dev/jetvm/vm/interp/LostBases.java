package dev.jetvm.vm.interp;

import java.util.ArrayList;
import java.util.List;

/**
 * The unwinding of a continuation ends at the outermost frame of that, its base. A cleanup that it calls can perform an effect
 * whose handler is further in than the base. The frames from that handler inward, and with them the unwinding, are then a
 * continuation of their own, and the base can have been left when they are put back. The outermost of these frames is the base
 * then.
 *
 * @spec EFF-16
 */
final class LostBases {
    private LostBases() {}

    /**
     * Returns the number of bases that the unwindings of a continuation would not come to on a stack.
     *
     * @param active the unwindings of the task, each of which comes to bases that are on the stack
     */
    static int count(Continuation taken, FrameStack stack, List<Panic> active) {
        int all = bases(taken.unwinding());
        int outside = all == 0 ? 0 : all - taken.frames().abandoned();
        if (outside <= 0) {
            return 0;
        }
        return Math.max(0, outside - (stack.frames(FrameStack.ABANDONED) - bases(active)));
    }

    private static int bases(List<Panic> unwinding) {
        int bases = 0;
        for (Panic panic : unwinding) {
            Panic.Abandonment details = panic.abandonment();
            bases += details == null ? 0 : details.bases();
        }
        return bases;
    }

    /** Returns the unwindings of a continuation with its outermost frame as the base in the place of so many others. */
    static List<Panic> without(int lost, Continuation taken) {
        int left = taken.frames().isAbandoned() ? lost : lost - 1;
        if (left <= 0) {
            return taken.unwinding();
        }
        List<Panic> unwinding = new ArrayList<>(taken.unwinding());
        for (int k = 0; k < unwinding.size() && left > 0; k++) {
            Panic.Abandonment details = unwinding.get(k).abandonment();
            if (details != null) {
                int fewer = Math.min(left, details.bases());
                unwinding.set(k, Panic.of(details.withBases(details.bases() - fewer)));
                left -= fewer;
            }
        }
        return unwinding;
    }
}
