package dev.jetvm.reports.run;

import dev.jetvm.reports.model.CaseResult;
import dev.jetvm.reports.model.Report;

/** Observes a run. Results are reported on several threads, but never concurrently. */
public interface Observer {
    /** The run begins; {@code cases} is the number of cases to run. */
    default void started(int cases) {}

    /** A case has ended. */
    default void result(CaseResult result) {}

    /** All cases have ended and the report is complete. */
    default void finished(Report report) {}
}
