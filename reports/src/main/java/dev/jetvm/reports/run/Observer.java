package dev.jetvm.reports.run;

import dev.jetvm.reports.model.CaseResult;
import dev.jetvm.reports.model.Report;

/** Observes a run. Results are reported on several threads, but never concurrently. */
public interface Observer {
    default void started(int cases) {}

    default void result(CaseResult result) {}

    default void finished(Report report) {}
}
