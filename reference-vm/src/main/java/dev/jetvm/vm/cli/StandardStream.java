package dev.jetvm.vm.cli;

import picocli.CommandLine.Help.Ansi;

/**
 * A standard stream. Java reports only whether a terminal is present; the launcher reports which streams are terminals.
 */
enum StandardStream {
    OUT('1'), ERR('2');

    private final char descriptor;

    StandardStream(char descriptor) {
        this.descriptor = descriptor;
    }

    /** Returns whether the stream is a terminal, or false if the launcher does not report it. */
    boolean isTerminal() {
        return System.getProperty("jet.terminals", "").indexOf(descriptor) >= 0;
    }

    boolean isColoured() {
        return Ansi.AUTO.enabled() && (isTerminal() || System.getProperty("jet.terminals") == null);
    }
}
