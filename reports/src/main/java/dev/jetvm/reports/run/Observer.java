package dev.jetvm.reports.run;

import dev.jetvm.reports.model.CaseResult;
import dev.jetvm.reports.model.Report;

/** Watches a run. Results come on several threads, one at a time. */
public interface Observer {
    default void started(int cases) {}

    default void result(CaseResult result) {}

    default void finished(Report report) {}
}
