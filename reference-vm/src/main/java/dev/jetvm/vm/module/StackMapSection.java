package dev.jetvm.vm.module;

import dev.jetvm.runtime.gc.StackMaps;
import dev.jetvm.runtime.memory.LittleEndian;
import dev.jetvm.runtime.panic.RejectException;

/**
 * Reads the stack maps: a count, then the section of ROOT-05. The entries must be contiguous and in the order of the
 * index. Overlapping entries would let a short file require a long check, since each entry can list 65,535 slots.
 *
 * @spec MOD-14
 */
final class StackMapSection {
    private static final int INDEX_SIZE = 8;
    private static final int ENTRY_HEADER = 8;

    private StackMapSection() {}

    static Module.MapSection read(ByteCursor in) {
        int begin = in.at();
        int count = in.count32(INDEX_SIZE + ENTRY_HEADER);
        if (count == 0 && in.left() == 0) {
            throw ModuleReader.empty(begin);
        }
        int base = in.at();
        byte[] section = in.bytes(in.left());
        int end = checkPlaces(section, count, base);
        try {
            new StackMaps(section, count);
        } catch (RejectException e) {
            throw RejectException.malformedAt(e.code(), base + e.at(), String.valueOf(e.getMessage()));
        }
        if (end < section.length) {
            throw RejectException.malformedAt("section-trailing", base + end,
                    section.length - end + " bytes are left in the section");
        }
        return new Module.MapSection(count, section);
    }

    /**
     * Returns the end of the entries. If an entry runs beyond the section, returns the section's length, and the check
     * of ROOT-08 reports the error.
     */
    private static int checkPlaces(byte[] section, int count, int base) {
        int place = INDEX_SIZE * count;
        for (int k = 0; k < count; k++) {
            int at = INDEX_SIZE * k + 4;
            if (LittleEndian.int32(section, at) != place || place + ENTRY_HEADER > section.length) {
                throw RejectException.malformedAt("stackmap-entry", base + at, "the next entry lies at " + place);
            }
            int slots = (int) LittleEndian.unsigned(section, place + 4, 2);
            int end = place + ENTRY_HEADER + 2 * slots;
            if (end > section.length) {
                return section.length;
            }
            place = end + 3 & ~3;
            if (place > section.length) {
                throw RejectException.malformedAt("truncated", base + end, "an entry is padded to a multiple of 4");
            }
            for (int padding = end; padding < place; padding++) {
                if (section[padding] != 0) {
                    throw RejectException.malformedAt("flag", base + padding, "padding is 0");
                }
            }
        }
        return place;
    }
}
