package dev.jetvm.spec.book;

import java.util.List;

/** Source of the output of the commands that the book shows. */
@FunctionalInterface
public interface Sessions {
    /** Runs nothing; each output is one line that says so. */
    Sessions NONE = (command, status) -> List.of("(not run)");

    /**
     * Runs a command of this project, or returns the output of an earlier, equal run.
     *
     * @param command as a reader would type it in the folder of the project, {@code ./jet conformance ...}
     * @param status the exit status that the book expects
     * @return the lines that the command printed
     * @throws Failed if it cannot run or ends with another status
     */
    List<String> output(String command, int status) throws Failed;

    /** A command that did not do what the book says. */
    final class Failed extends Exception {
        private static final long serialVersionUID = 1L;

        public Failed(String why) {
            super(why);
        }
    }
}
