package dev.jetvm.runtime.gc;

/**
 * Totals over the lifetime of a heap. The mean pause is the running average mean·(n−1)/n + t/n.
 *
 * @param collections the number of minor and full collections
 * @param meanMillis the mean pause in milliseconds, 0 before the first collection
 * @param lastMillis the last pause in milliseconds, 0 before the first collection
 * @spec GC-21
 */
public record GcStatistics(long collections, long minor, long full, long reclaimedObjects, long reclaimedBytes,
        long copiedObjects, long copiedBytes, long freedByCounting, double meanMillis, double lastMillis) {

    static GcStatistics none() {
        return new GcStatistics(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    GcStatistics plus(CollectionReport report) {
        boolean isMinor = report.kind() == CollectionKind.MINOR;
        long n = collections + 1;
        double millis = report.nanos() / 1e6;
        return new GcStatistics(n, minor + (isMinor ? 1 : 0), full + (isMinor ? 0 : 1),
                reclaimedObjects + report.reclaimedObjects(), reclaimedBytes + report.reclaimedBytes(),
                copiedObjects + report.copiedObjects(), copiedBytes + report.copiedBytes(),
                freedByCounting + report.freedByCounting(), meanMillis * (n - 1) / n + millis / n, millis);
    }
}
