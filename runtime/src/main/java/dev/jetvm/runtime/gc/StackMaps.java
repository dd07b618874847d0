package dev.jetvm.runtime.gc;

import dev.jetvm.runtime.memory.LittleEndian;
import dev.jetvm.runtime.panic.RejectException;
import java.util.Optional;

/**
 * The stack maps of a module: for each return address, the frame slots that hold references. The section has this
 * layout:
 *
 * <pre>
 * index    count times  u32 return address, u32 offset of the entry from the start of the section
 * entries               u32 return address, u16 number of slots, u16 frame size, u16 offset each, padded to 4
 * </pre>
 *
 * <p>The index is strictly ascending, which permits binary search. Offsets are in bytes, downward from the frame
 * pointer.
 *
 * @spec ROOT-05
 * @spec ROOT-06
 * @spec ROOT-07
 * @spec ROOT-08
 * @spec ROOT-09
 */
public final class StackMaps {
    /** The maximum frame size in bytes: the largest multiple of 8 that fits in a u16. */
    public static final int FRAME_MAX = 65_528;
    private static final int INDEX_SIZE = 8;
    private static final int ENTRY_SIZE = 8;
    private static final int SLOT_SIZE = 8;

    private final byte[] section;
    private final int count;

    /**
     * The stack map of one return address.
     *
     * @param frameSize in bytes, at most {@link #FRAME_MAX}
     * @param offsets slot offsets in bytes below the frame pointer, multiples of 8
     */
    public record Entry(int frameSize, int[] offsets) {}

    /**
     * Copies and validates a section.
     *
     * @param count the number of index entries
     * @throws RejectException malformed: {@code stackmap-length}, {@code stackmap-order}, {@code stackmap-entry},
     *         {@code stackmap-frame}, {@code stackmap-offset}, each with the offset in the section unless the section
     *         is too short for its index
     */
    public StackMaps(byte[] section, int count) {
        if ((long) count * INDEX_SIZE > section.length) {
            throw RejectException.malformed("stackmap-length",
                    "%d bytes are too short for an index of %d".formatted(section.length, count));
        }
        this.section = section.clone();
        this.count = count;
        for (int k = 0; k < count; k++) {
            if (k > 0 && Integer.compareUnsigned(address(k - 1), address(k)) >= 0) {
                throw refused("stackmap-order", k * INDEX_SIZE, "return addresses are not strictly ascending");
            }
            checkEntry(k);
        }
    }

    private static RejectException refused(String code, int at, String message) {
        return RejectException.malformedAt(code, at, message);
    }

    private int address(int index) {
        return LittleEndian.int32(section, index * INDEX_SIZE);
    }

    private long place(int index) {
        return Integer.toUnsignedLong(LittleEndian.int32(section, index * INDEX_SIZE + 4));
    }

    private void checkEntry(int index) {
        long place = place(index);
        if (place % 4 != 0 || place < (long) count * INDEX_SIZE || place + ENTRY_SIZE > section.length) {
            throw refused("stackmap-entry", index * INDEX_SIZE + 4, "no entry can lie at " + place);
        }
        int at = (int) place;
        if (LittleEndian.int32(section, at) != address(index)) {
            throw refused("stackmap-entry", at, "the entry is for another return address");
        }
        int slots = unsigned16(at + 4);
        int frame = unsigned16(at + 6);
        if (at + ENTRY_SIZE + 2L * slots > section.length) {
            throw refused("stackmap-length", at + 4, slots + " slots do not fit the section");
        }
        if (frame > FRAME_MAX) {
            throw refused("stackmap-frame", at + 6, "a frame has at most " + FRAME_MAX + " bytes");
        }
        for (int k = 0; k < slots; k++) {
            int offset = unsigned16(at + ENTRY_SIZE + 2 * k);
            if (offset % SLOT_SIZE != 0 || offset < SLOT_SIZE || offset > frame) {
                throw refused("stackmap-offset", at + ENTRY_SIZE + 2 * k,
                        "no slot of a frame of " + frame + " bytes is at " + offset);
            }
        }
    }

    private int unsigned16(int at) {
        return (int) LittleEndian.unsigned(section, at, 2);
    }

    /**
     * Returns the entry of exactly this return address.
     *
     * @spec ROOT-06
     */
    public Optional<Entry> find(int address) {
        int index = indexOf(address, -1);
        return index < 0 ? Optional.empty() : Optional.of(entry((int) place(index)));
    }

    /**
     * Returns the index of the entry of exactly this return address, or -1.
     *
     * @param known an index cached by a frame, or -1. It is tried first and used only if its address matches (ERR-025)
     */
    public int indexOf(int address, int known) {
        if (known >= 0 && known < count && address(known) == address) {
            return known;
        }
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Integer.compareUnsigned(address(middle), address);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /** Returns the number of slots that an entry lists. */
    public int slots(int index) {
        return unsigned16((int) place(index) + 4);
    }

    /** Returns the offset of a slot of an entry in bytes below the frame pointer. */
    public int offset(int index, int slot) {
        return unsigned16((int) place(index) + ENTRY_SIZE + 2 * slot);
    }

    private Entry entry(int at) {
        int[] offsets = new int[unsigned16(at + 4)];
        for (int k = 0; k < offsets.length; k++) {
            offsets[k] = unsigned16(at + ENTRY_SIZE + 2 * k);
        }
        return new Entry(unsigned16(at + 6), offsets);
    }
}
