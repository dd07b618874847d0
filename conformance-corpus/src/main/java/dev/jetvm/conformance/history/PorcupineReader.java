package dev.jetvm.conformance.history;

import dev.jetvm.conformance.history.EdnReader.Word;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text logs that the tests of porcupine use. A log of etcd has lines {@code INFO  jepsen.util - 0 :invoke
 * :write 3}, a log of a key-value store has maps with {@code :key}. Other lines of a log are skipped.
 */
final class PorcupineReader {
    private static final Pattern LOG = Pattern.compile("INFO\\s+jepsen\\.util\\s+-\\s+(.*)");
    private static final int WORDS = 4;

    private PorcupineReader() {}

    static History read(List<String> lines) {
        EdnHistoryReader events = EdnHistoryReader.porcupine();
        boolean any = false;
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i).strip();
            Matcher log = LOG.matcher(text);
            if (log.matches()) {
                events.add(words(log.group(1), i + 1), i + 1);
                any = true;
            } else if (text.startsWith("{")) {
                events.add(map(text, i + 1), i + 1);
                any = true;
            }
        }
        if (!any) {
            throw new HistoryError(0, 0,
                    "no line of a log: none begins with `INFO  jepsen.util - ` or with `{:process`");
        }
        return events.history("cas-register");
    }

    private static Map<?, ?> map(String text, int line) {
        if (form(new EdnReader(List.of(text)), line) instanceof Map<?, ?> map) {
            return map;
        }
        throw new HistoryError(line, 1, "no map");
    }

    /** {@code 0 :invoke :write 3} as the map of an event. */
    private static Map<?, ?> words(String text, int line) {
        EdnReader reader = new EdnReader(List.of(text));
        Object[] words = new Object[WORDS];
        for (int i = 0; i < WORDS; i++) {
            words[i] = form(reader, line);
        }
        // A timed-out operation repeats no value but says why.
        return Map.of(new Word("process"), words[0], new Word("type"), words[1], new Word("f"), words[2],
                new Word("value"), words[3]);
    }

    private static Object form(EdnReader reader, int line) {
        try {
            Object form = reader.next();
            if (form != null) {
                return form;
            }
        } catch (HistoryError e) {
            throw new HistoryError(line, 0, String.valueOf(e.getMessage()));
        }
        throw new HistoryError(line, 0, "the line is cut off. It has a process, a type, a function and a value, as in "
                + "`INFO  jepsen.util - 0 :invoke :write 3`");
    }
}
