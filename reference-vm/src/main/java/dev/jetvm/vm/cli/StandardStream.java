package dev.jetvm.vm.cli;

import picocli.CommandLine.Help.Ansi;

/** Where a command writes. Java knows whether there is a terminal at all; which streams are one, the launcher says. */
enum StandardStream {
    OUT('1'), ERR('2');

    private final char descriptor;

    StandardStream(char descriptor) {
        this.descriptor = descriptor;
    }

    /** False if nobody says. */
    boolean isTerminal() {
        return System.getProperty("jet.terminals", "").indexOf(descriptor) >= 0;
    }

    boolean isColoured() {
        return Ansi.AUTO.enabled() && (isTerminal() || System.getProperty("jet.terminals") == null);
    }
}
