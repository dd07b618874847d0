package dev.jetvm.vm.module;

import dev.jetvm.runtime.panic.RejectException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The string table of a file. The other sections refer to strings by index.
 *
 * @spec MOD-01d
 */
record StringsSection(List<String> all) {
    /** The length field of an empty string, in bytes. */
    private static final int LEAST = 4;

    static StringsSection read(ByteCursor in) {
        int count = in.count32(LEAST);
        List<String> strings = new ArrayList<>(count);
        Set<String> seen = HashSet.newHashSet(count);
        for (int k = 0; k < count; k++) {
            int at = in.at();
            String text = in.text();
            if (!seen.add(text)) {
                throw RejectException.malformedAt("string-duplicate", at, "the text is there before");
            }
            strings.add(text);
        }
        in.end();
        return new StringsSection(List.copyOf(strings));
    }

    /** Reads an index and returns its string. */
    String next(ByteCursor in) {
        return all.get(in.index(all.size(), "strings"));
    }

    /**
     * Reads an optional index: 0 returns the empty string, any other value is the index plus one. A reference to an
     * empty string is malformed, so that the encoding is unique.
     */
    String nextOptional(ByteCursor in) {
        int at = in.at();
        int index = in.optionalIndex(all.size(), "strings");
        if (index < 0) {
            return "";
        }
        String text = all.get(index);
        if (text.isEmpty()) {
            throw RejectException.malformedAt("index", at, "no name is written as 0, not as an empty text");
        }
        return text;
    }
}
