package dev.jetvm.runtime.gc;

/**
 * What one collection did.
 *
 * @param freedByCounting objects whose count fell to zero
 * @param evacuatedBlocks blocks that were chosen to be emptied
 * @param nanos for which mutators stood still
 */
public record CollectionReport(CollectionKind kind, Usage before, Usage after, long copiedObjects, long copiedBytes,
        long freedByCounting, int evacuatedBlocks, long nanos) {

    public long reclaimedObjects() {
        return before.objects() - after.objects();
    }

    public long reclaimedBytes() {
        return before.bytes() - after.bytes();
    }
}
