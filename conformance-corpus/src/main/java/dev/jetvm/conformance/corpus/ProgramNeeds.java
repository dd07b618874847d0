package dev.jetvm.conformance.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Computes from the text of a module which features running it needs: {@code vm.<family>} for each family of which it
 * has an instruction, {@code vm.natives} if it imports a native function of module {@code jet}, {@code vm.x} if it imports one of module
 * {@code jet.x}, and {@code modules.link} if it imports from another module or has an initialiser.
 *
 * @spec CONF-23
 */
final class ProgramNeeds {
    static final String NATIVES = "vm.natives";
    static final String LINK = "modules.link";
    /** Part of {@code vm.run}: without output there is nothing to observe. */
    private static final String PRINT = "PRINT";
    /** The module of the native functions. */
    private static final String JET = "jet";
    /** Modules of native functions that have a feature of their own begin with it. */
    private static final String JET_PART = "jet.";
    /** A label or an offset before the item of a line. */
    private static final Pattern LABEL = Pattern.compile("^\\s*[A-Za-z0-9_]+:\\s*");
    /** A word, or a text in quotes. */
    private static final Pattern WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|[^\\s\";]+");

    private final Set<String> needs = new TreeSet<>();

    private ProgramNeeds() {}

    /** The features that running a module needs besides {@code vm.run}; of a malformed text those that can be seen. */
    static Set<String> of(String assembly) {
        ProgramNeeds found = new ProgramNeeds();
        assembly.lines().forEach(found::line);
        return found.needs;
    }

    /** The feature of an instruction. */
    static Optional<String> feature(Instructions.Row row) {
        return row.name().equals(PRINT) ? Optional.empty() : Optional.of("vm." + row.family());
    }

    private void line(String line) {
        String rest = line;
        for (Matcher label = LABEL.matcher(rest); label.find(); label = LABEL.matcher(rest)) {
            rest = rest.substring(label.end());
        }
        List<String> words = words(rest);
        if (words.isEmpty()) {
            return;
        }
        switch (words.getFirst()) {
            case ".import" -> needs.add(words.size() > 1 ? imported(words.get(1)) : LINK);
            case ".init" -> needs.add(LINK);
            case ".byte" -> bytes(words.subList(1, words.size()));
            default -> Instructions.named(words.getFirst()).flatMap(ProgramNeeds::feature).ifPresent(needs::add);
        }
    }

    /** The feature that imports from a module need: {@code vm.timers} for {@code jet.timers}. */
    private static String imported(String module) {
        if (module.equals(JET)) {
            return NATIVES;
        }
        return module.startsWith(JET_PART) ? "vm." + module.substring(JET_PART.length()) : LINK;
    }

    /** The words before a comment, texts without their quotes. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        int at = 0;
        Matcher word = WORD.matcher(line);
        while (word.find() && line.substring(at, word.start()).indexOf(';') < 0) {
            words.add(word.group(1) == null ? word.group() : word.group(1));
            at = word.end();
        }
        return words;
    }

    /** Adds the features of instructions that are written as bytes and begin at the first one. */
    private void bytes(List<String> numbers) {
        int at = 0;
        while (at < numbers.size()) {
            Integer code = number(numbers.get(at));
            Instructions.Row row = code == null ? null : Instructions.of(code).orElse(null);
            if (row == null) {
                return;
            }
            feature(row).ifPresent(needs::add);
            at += row.length();
        }
    }

    private static @Nullable Integer number(String text) {
        try {
            return Integer.decode(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
