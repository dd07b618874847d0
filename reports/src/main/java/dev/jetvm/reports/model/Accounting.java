package dev.jetvm.reports.model;

/**
 * Nothing is ever silently not run: {@code discovered = run + filtered + unsupported + skipped}.
 *
 * <p>Clause: CONF-21.
 *
 * @param discovered cases that the suite has
 * @param run those with a verdict of their own
 * @param filtered those that the command line left out
 * @param unsupported those that need something the implementation did not announce
 * @param skipped those left out by name, or not begun because the run was stopped
 */
public record Accounting(int discovered, int run, int filtered, int unsupported, int skipped) {

    public boolean balanced() {
        return discovered == run + filtered + unsupported + skipped;
    }
}
