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

    /**
     * The share of the selected cases that were run, in percent, rounded down; a case that is skipped is not selected. In
     * a filtered run it is no share of the suite.
     */
    public int share() {
        return share(run, selected());
    }

    /** Number of cases that were to be run: those that were not filtered or skipped. */
    public int selected() {
        return discovered - filtered - skipped;
    }

    /** Which part of {@code of} cases {@code run} are, in percent, rounded down; 0 if there are none. */
    static int share(int run, int of) {
        return of == 0 ? 0 : (int) (100L * run / of);
    }

    public boolean balanced() {
        return discovered == run + filtered + unsupported + skipped;
    }
}
