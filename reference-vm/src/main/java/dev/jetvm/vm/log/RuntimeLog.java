package dev.jetvm.vm.log;

import dev.jetvm.runtime.gc.CollectionReport;
import dev.jetvm.runtime.gc.FinalizerRun;
import dev.jetvm.vm.text.Printable;
import tools.jackson.databind.node.JsonNodeFactory;

/** Formats the log lines of the runtime on standard error, each a JSON object. */
public final class RuntimeLog {
    private RuntimeLog() {}

    /**
     * Returns the line of a collection.
     *
     * @spec GC-11
     * @spec GC-34
     */
    public static String collection(CollectionReport report) {
        return Printable.json(JsonNodeFactory.instance.objectNode().put("gc", report.kind().wire())
                .put("before", report.before().bytes()).put("after", report.after().bytes())
                .put("pauseMillis", Math.round(report.nanos() / 1e3) / 1e3).put("reclaimed", report.reclaimedBytes())
                .toString());
    }

    /**
     * Returns the line of a finalizer that panicked.
     *
     * @spec FIN-11
     */
    public static String failure(FinalizerRun run) {
        return Printable.json(JsonNodeFactory.instance.objectNode().put("finalizer", run.finalizer().name())
                .put("panic", String.valueOf(run.failure())).toString());
    }
}
