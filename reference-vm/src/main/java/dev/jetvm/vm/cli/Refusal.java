package dev.jetvm.vm.cli;

import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.vm.assembly.AssemblyException;
import picocli.CommandLine.Help.Ansi;

/** How a command tells that a module is refused. Colour is for terminals only. */
final class Refusal {
    /** Where it is told: the descriptors of standard output and standard error. */
    enum Stream {
        OUT('1'), ERR('2');

        private final char descriptor;

        Stream(char descriptor) {
            this.descriptor = descriptor;
        }

        /** Java knows whether there is a terminal at all; which streams are one, the launcher says. */
        private boolean isTerminal() {
            String terminals = System.getProperty("jet.terminals");
            return Ansi.AUTO.enabled() && (terminals == null || terminals.indexOf(descriptor) >= 0);
        }
    }

    private Refusal() {}

    private static String red(String text, Stream stream) {
        return stream.isTerminal() ? Ansi.ON.string("@|red,bold " + text + "|@") : text;
    }

    /** {@code x.jetc: malformed: checksum at 12: ...} */
    static String text(String file, RejectException refused, Stream stream) {
        String line = String.valueOf(ModuleFile.refused(file, refused).getMessage());
        String phase = refused.phase().wire();
        int at = file.length() + 2;
        return line.substring(0, at) + red(phase, stream) + line.substring(at + phase.length())
                + System.lineSeparator();
    }

    /** Each problem with its line and a caret, and how many there are. */
    static String text(String file, String source, AssemblyException refused, Stream stream) {
        int shown = refused.problems().size();
        return refused.report(file, source) + file + ": " + red(shown == 1 ? "1 problem" : shown + " problems", stream)
                + System.lineSeparator();
    }
}
