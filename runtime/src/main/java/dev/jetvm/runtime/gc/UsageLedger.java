package dev.jetvm.runtime.gc;

import dev.jetvm.runtime.memory.LargeSpace;
import dev.jetvm.runtime.memory.NurserySpace;
import java.util.List;

/**
 * Accounts for unreclaimed objects: the totals after the last collection plus the allocations of mutators since then.
 *
 * @spec HEAP-30
 */
final class UsageLedger {
    private final NurserySpace nursery;
    private final LargeSpace large;
    private final List<Mutator> mutators;
    private volatile Usage settled = new Usage(0, 0, 0, 0, 0, 0);

    UsageLedger(NurserySpace nursery, LargeSpace large, List<Mutator> mutators) {
        this.nursery = nursery;
        this.large = large;
        this.mutators = mutators;
    }

    /** Returns the current usage. It is exact while mutators are stopped. */
    Usage usage() {
        Usage base = settled;
        long objects = base.nurseryObjects() + nursery.runs().objects();
        long bytes = base.nurseryBytes() + nursery.runs().bytes();
        for (Mutator mutator : mutators) {
            objects += mutator.youngObjects();
            bytes += mutator.youngBytes();
        }
        return new Usage(objects, bytes, base.matureObjects(), base.matureBytes(), large.count(), large.bytes());
    }

    /** Adds the allocations of a mutator that is being detached. */
    void addNursery(long objects, long bytes) {
        settleNursery(settled.nurseryObjects() + objects, settled.nurseryBytes() + bytes);
    }

    /** Sets the nursery totals after a collection. */
    void settleNursery(long objects, long bytes) {
        settled = new Usage(objects, bytes, settled.matureObjects(), settled.matureBytes(), 0, 0);
    }

    /** Sets the mature space totals after a full collection. */
    void settleMature(long objects, long bytes) {
        settled = new Usage(settled.nurseryObjects(), settled.nurseryBytes(), objects, bytes, 0, 0);
    }

    void addMature(long objects, long bytes) {
        settleMature(settled.matureObjects() + objects, settled.matureBytes() + bytes);
    }
}
