package dev.jetvm.reports.model;

/**
 * The number of cases by disposition. Every case is counted:
 * {@code discovered = run + filtered + unsupported + skipped}.
 *
 * <p>Clause: CONF-21.
 *
 * @param discovered cases of the suite
 * @param run cases that were run
 * @param filtered cases that the command line excluded
 * @param unsupported cases that require a feature the implementation did not announce
 * @param skipped cases excluded by name, not begun because the run was stopped, or not applicable, since they are about
 *        implementations without a feature that is announced
 */
public record Accounting(int discovered, int run, int filtered, int unsupported, int skipped) {

    /** The share of the cases that were run, in percent, rounded down; the user's filters do not count. */
    public int share() {
        int asked = discovered - filtered - skipped;
        return asked == 0 ? 0 : (int) (100L * run / asked);
    }

    public boolean balanced() {
        return discovered == run + filtered + unsupported + skipped;
    }
}
