package dev.jetvm.conformance.command;

import java.util.List;
import java.util.stream.Collectors;

/** Writes words so that a POSIX shell reads them as they are, for commands that a reader copies. */
final class ShellText {
    private ShellText() {}

    static String word(String word) {
        return word.matches("[A-Za-z0-9_./:=@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    static String words(List<String> words) {
        return words.stream().map(ShellText::word).collect(Collectors.joining(" "));
    }
}
