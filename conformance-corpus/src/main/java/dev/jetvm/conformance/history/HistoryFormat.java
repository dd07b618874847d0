package dev.jetvm.conformance.history;

import java.util.List;

/** The formats of histories, as the chapter Histories of the specification describes them. */
public enum HistoryFormat {
    /** JSON lines: one operation or one event per line. */
    jsonl,
    /** Jepsen-style EDN: maps with {@code :process}, {@code :type}, {@code :f} and {@code :value}. */
    edn,
    /** The text logs of the tests of porcupine: lines of {@code jepsen.util}, or maps of a key-value store. */
    porcupine;

    /**
     * Reads a history.
     *
     * @param lines the lines of the file, without line ends
     * @throws HistoryError if the file is not a history of this format
     */
    public History read(List<String> lines) {
        return switch (this) {
            case jsonl -> new JsonLinesReader().read(lines);
            case edn -> EdnHistoryReader.edn().read(lines);
            case porcupine -> PorcupineReader.read(lines);
        };
    }

    /**
     * The format of a file by its first line that is neither empty nor a comment.
     *
     * @throws HistoryError if it is none of them
     */
    public static HistoryFormat of(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith(";")) {
                continue;
            }
            if (line.startsWith("INFO") || line.startsWith("{:process") && line.contains(":key ")) {
                return porcupine;
            }
            if (line.matches("\\{\\s*\".*")) {
                return jsonl;
            }
            if (line.startsWith("{") || line.startsWith("[") || line.startsWith("#")) {
                return edn;
            }
            throw new HistoryError(i + 1, 1, "no history in a known format: a line of JSON begins with {\", one of EDN "
                    + "with {: or [, one of a log with INFO. See the chapter Histories of the specification");
        }
        throw new HistoryError(0, 0, "a file without a line of a history. "
                + "See the chapter Histories of the specification for the formats");
    }
}
