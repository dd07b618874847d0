package dev.jetvm.vm.cli;

import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.vm.assembly.AssemblyException;
import dev.jetvm.vm.text.Printable;
import picocli.CommandLine.Help.Ansi;

/** Formats the report of a refused module, coloured only on terminals. */
final class Refusal {
    private Refusal() {}

    private static String red(String text, StandardStream stream) {
        return stream.isColoured() ? Ansi.ON.string("@|red,bold " + text + "|@") : text;
    }

    /** Returns a line of the form {@code x.jetc: malformed: checksum at 12: ...}. */
    static String text(String file, RejectException refused, StandardStream stream) {
        String line = Printable.text(String.valueOf(ModuleFile.refused(file, refused).getMessage()));
        String phase = refused.phase().wire();
        int at = Printable.text(file).length() + 2;
        return line.substring(0, at) + red(phase, stream) + line.substring(at + phase.length())
                + System.lineSeparator();
    }

    /** Returns each problem with its source line and a caret, and the number of problems. */
    static String text(String file, String source, AssemblyException refused, StandardStream stream) {
        int shown = refused.problems().size();
        return refused.report(file, source) + Printable.text(file) + ": "
                + red(shown == 1 ? "1 problem" : shown + " problems", stream)
                + System.lineSeparator();
    }
}
