package dev.jetvm.vm.log;

import dev.jetvm.runtime.gc.CollectionReport;
import dev.jetvm.runtime.gc.FinalizerRun;
import tools.jackson.databind.node.JsonNodeFactory;

/** The lines of the log on standard error: one JSON object each. */
public final class RuntimeLog {
    private RuntimeLog() {}

    /** A collection. Clauses: GC-11, GC-34. */
    public static String collection(CollectionReport report) {
        return JsonNodeFactory.instance.objectNode().put("gc", report.kind().wire())
                .put("before", report.before().bytes()).put("after", report.after().bytes())
                .put("pauseMillis", Math.round(report.nanos() / 1e3) / 1e3).put("reclaimed", report.reclaimedBytes())
                .toString();
    }

    /** A finalizer that panicked. Clause: FIN-11. */
    public static String failure(FinalizerRun run) {
        return JsonNodeFactory.instance.objectNode().put("finalizer", run.finalizer().name())
                .put("panic", String.valueOf(run.failure())).toString();
    }
}
