package dev.jetvm.vm.cli;

import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.vm.assembly.AssemblyException;
import picocli.CommandLine.Help.Ansi;

/** How a command tells that a module is refused. Colour is for terminals only. */
final class Refusal {
    private Refusal() {}

    private static String red(String text) {
        return Ansi.AUTO.enabled() ? Ansi.AUTO.string("@|red,bold " + text + "|@") : text;
    }

    /** {@code x.jetc: malformed: checksum at 12: ...} */
    static String text(String file, RejectException refused) {
        String line = String.valueOf(ModuleFile.refused(file, refused).getMessage());
        return line.replaceFirst(refused.phase().wire(), red(refused.phase().wire())) + System.lineSeparator();
    }

    /** Each problem with its line and a caret, and how many there are. */
    static String text(String file, String source, AssemblyException refused) {
        int shown = refused.problems().size();
        return refused.report(file, source) + file + ": " + red(shown == 1 ? "1 problem" : shown + " problems")
                + System.lineSeparator();
    }
}
