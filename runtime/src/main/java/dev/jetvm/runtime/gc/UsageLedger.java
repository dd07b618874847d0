package dev.jetvm.runtime.gc;

import dev.jetvm.runtime.memory.LargeSpace;
import dev.jetvm.runtime.memory.NurserySpace;
import java.util.List;

/**
 * Keeps count of what is allocated and not reclaimed: what collections settled, and what mutators allocated since.
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

    /** Exact while mutators stand still. */
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

    /** What a mutator allocated that counts for itself no more. */
    void addNursery(long objects, long bytes) {
        settleNursery(settled.nurseryObjects() + objects, settled.nurseryBytes() + bytes);
    }

    /** What is left in the nursery after a collection. */
    void settleNursery(long objects, long bytes) {
        settled = new Usage(objects, bytes, settled.matureObjects(), settled.matureBytes(), 0, 0);
    }

    /** What is left in mature space after a full collection. */
    void settleMature(long objects, long bytes) {
        settled = new Usage(settled.nurseryObjects(), settled.nurseryBytes(), objects, bytes, 0, 0);
    }

    void addMature(long objects, long bytes) {
        settleMature(settled.matureObjects() + objects, settled.matureBytes() + bytes);
    }
}
