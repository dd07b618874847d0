package dev.jetvm.vm.module;

import dev.jetvm.runtime.panic.RejectException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The texts of a file, to which everything else refers by index.
 *
 * @spec MOD-01d
 */
record Names(List<String> all) {
    /** Its length. */
    private static final int LEAST = 4;

    static Names read(ByteCursor in) {
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
        return new Names(List.copyOf(strings));
    }

    /** The text whose index is next. */
    String next(ByteCursor in) {
        return all.get(in.index(all.size(), "strings"));
    }

    /** The text whose index, plus one, is next, or empty for 0. An empty text is not written in another way. */
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
