package dev.jetvm.runtime.value;

import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.text.Utf8;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The table of interned names. Equal texts have equal indices, which never change. Indices start at 0.
 *
 * @spec VAL-13
 * @spec STR-12
 * @spec STR-12a
 */
public final class SymbolTable {
    private final Map<ByteBuffer, Integer> indices = new HashMap<>();
    private final List<byte[]> texts = new ArrayList<>();

    /** The index of a name, which is added if it is new. @throws RejectException malformed {@code utf8} */
    public synchronized long intern(byte[] utf8) {
        Utf8.requireWellFormed(utf8);
        ByteBuffer key = ByteBuffer.wrap(utf8.clone());
        Integer known = indices.get(key);
        if (known != null) {
            return known;
        }
        int index = texts.size();
        indices.put(key, index);
        texts.add(key.array());
        return index;
    }

    /** The text of an index. @throws RejectException malformed {@code symbol-unknown} if no text has this index */
    public synchronized byte[] text(long index) {
        if (index < 0 || index >= texts.size()) {
            throw RejectException.malformed("symbol-unknown",
                    "no symbol has the index " + Long.toUnsignedString(index));
        }
        return texts.get((int) index).clone();
    }
}
