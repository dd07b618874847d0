package dev.jetvm.runtime.gc;

/**
 * The report of one collection. All sizes are in bytes.
 *
 * @param freedByCounting the number of objects freed because their reference count was zero
 * @param evacuatedBlocks the number of blocks that were selected for evacuation
 * @param nanos the time in nanoseconds for which mutators were stopped
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
