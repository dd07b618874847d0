package dev.jetvm.vm.assembly;

import dev.jetvm.runtime.memory.LittleEndian;
import dev.jetvm.vm.assembly.SourceText.MapEntry;
import dev.jetvm.vm.module.Module;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Converts stack maps between entries and the section of ROOT-05: an index, then the entries in its order, each padded
 * to a multiple of 4 bytes.
 */
final class MapText {
    private static final int INDEX_SIZE = 8;
    private static final int ENTRY_HEADER = 8;

    private MapText() {}

    private static int sizeOf(int offsets) {
        return ENTRY_HEADER + 2 * offsets + 3 & ~3;
    }

    /** Returns the section, or empty if there are no entries. */
    static Optional<Module.MapSection> section(List<MapEntry> entries) {
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        int size = entries.stream().mapToInt(entry -> INDEX_SIZE + sizeOf(entry.offsets().size())).sum();
        byte[] section = new byte[size];
        int place = INDEX_SIZE * entries.size();
        for (int k = 0; k < entries.size(); k++) {
            MapEntry entry = entries.get(k);
            put(section, INDEX_SIZE * k, 4, entry.address());
            put(section, INDEX_SIZE * k + 4, 4, place);
            put(section, place, 4, entry.address());
            put(section, place + 4, 2, entry.offsets().size());
            put(section, place + 6, 2, entry.frameSize());
            for (int j = 0; j < entry.offsets().size(); j++) {
                put(section, place + ENTRY_HEADER + 2 * j, 2, entry.offsets().get(j));
            }
            place += sizeOf(entry.offsets().size());
        }
        return Optional.of(new Module.MapSection(entries.size(), section));
    }

    private static void put(byte[] bytes, int at, int size, long number) {
        for (int k = 0; k < size; k++) {
            bytes[at + k] = (byte) (number >>> 8 * k);
        }
    }

    /** @param section a section that the module reader has accepted */
    static List<MapEntry> entries(Module.MapSection section) {
        List<MapEntry> entries = new ArrayList<>();
        byte[] bytes = section.bytes();
        int place = INDEX_SIZE * section.count();
        for (int k = 0; k < section.count(); k++) {
            int count = (int) LittleEndian.unsigned(bytes, place + 4, 2);
            List<Integer> offsets = new ArrayList<>();
            for (int j = 0; j < count; j++) {
                offsets.add((int) LittleEndian.unsigned(bytes, place + ENTRY_HEADER + 2 * j, 2));
            }
            entries.add(new MapEntry(LittleEndian.unsigned(bytes, place, 4),
                    (int) LittleEndian.unsigned(bytes, place + 6, 2), offsets));
            place += sizeOf(count);
        }
        return entries;
    }
}
