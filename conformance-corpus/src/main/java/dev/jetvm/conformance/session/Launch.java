package dev.jetvm.conformance.session;

import java.util.List;
import java.util.Map;

/**
 * What a process case starts: a program in a process of its own, through the command of the implementation.
 *
 * @param program the main module
 * @param arguments of the program, in order
 * @param environment variables in addition to the basic ones, by name
 * @param input what standard input contains
 * @param files texts in the working folder, by name
 * @param signals which the process is sent, in order
 *
 * @spec CONF-27
 */
public record Launch(Program program, List<String> arguments, Map<String, String> environment, String input,
        Map<String, String> files, List<Signal> signals) {

    /** Copies the collections. */
    public Launch {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        files = Map.copyOf(files);
        signals = List.copyOf(signals);
    }

    /** The signals that a process may be sent, named as for {@code kill}. */
    public enum SignalName {
        INT, TERM, USR1, USR2
    }

    /**
     * A signal that is sent as soon as the process has written a text to standard output. The text is searched after
     * that of the signal before.
     *
     * @param after the text; not empty
     */
    public record Signal(SignalName name, String after) {}

    /** The file that the command is given as the main module. */
    public sealed interface Program {}

    /**
     * A sound module.
     *
     * @param text its text form
     * @param binary its binary; must not be modified
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared: it is only written to a file
    public record Module(String text, byte[] binary) implements Program {}

    /**
     * A file that is a module in neither form.
     *
     * @param bytes its contents; must not be modified
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared: it is only written to a file
    public record Damaged(byte[] bytes) implements Program {}

    /** The path of a file that does not exist. */
    public record Missing() implements Program {}
}
