package dev.jetvm.vm.module;

import dev.jetvm.runtime.panic.RejectException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The header and the section boundaries of a module file. The contents of the sections are not read yet.
 *
 * @spec MOD-01a
 * @spec MOD-01b
 * @spec MOD-01c
 */
final class FileFrame {
    static final int MAGIC = 0x4A455443;
    static final int MAJOR = 1;
    static final int MINOR = 0;
    static final int HEADER_SIZE = 16;
    static final int SECTION_HEADER_SIZE = 5;
    private static final int VERSION_AT = 4;
    private static final int LENGTH_AT = 8;
    private static final int CHECKSUM_AT = 12;

    private final byte[] file;
    private final Map<SectionId, ByteCursor> sections = new EnumMap<>(SectionId.class);
    private final List<ByteCursor> customs = new ArrayList<>();

    private FileFrame(byte[] file) {
        this.file = file;
    }

    /**
     * Reads the header and locates the sections.
     *
     * @throws RejectException malformed, if the header or the sequence of sections is not valid
     */
    static FileFrame read(byte[] file) {
        FileFrame frame = new FileFrame(file);
        checkHeader(file);
        frame.findSections();
        return frame;
    }

    /**
     * Returns the CRC-32 of all bytes after the header.
     *
     * @param file at least as long as the header
     */
    static int checksum(byte[] file) {
        CRC32 crc = new CRC32();
        crc.update(file, HEADER_SIZE, file.length - HEADER_SIZE);
        return (int) crc.getValue();
    }

    private static void checkHeader(byte[] file) {
        if (file.length < HEADER_SIZE) {
            throw RejectException.malformedAt("module-length", file.length,
                    "a module has a header of 16 bytes, here are " + file.length);
        }
        ByteCursor header = new ByteCursor(file, 0, HEADER_SIZE);
        long magic = header.u32();
        int major = header.u16();
        int minor = header.u16();
        long length = header.u32();
        long checksum = header.u32();
        if (length != file.length) {
            throw RejectException.malformedAt("module-length", LENGTH_AT,
                    "the header says %d bytes, here are %d%s".formatted(length, file.length, magic == MAGIC
                            ? ""
                            : "; it does not begin with JETC as modules do"));
        }
        if (magic != MAGIC) {
            throw RejectException.malformedAt("magic", 0, "a module begins with JETC");
        }
        if (major != MAJOR || minor > MINOR) {
            throw RejectException.malformedAt("version", VERSION_AT,
                    "version %d.%d; this reads up to %d.%d".formatted(major, minor, MAJOR, MINOR));
        }
        if (checksum != Integer.toUnsignedLong(checksum(file))) {
            throw RejectException.malformedAt("checksum", CHECKSUM_AT,
                    "the bytes have the checksum %08x".formatted(checksum(file)));
        }
    }

    private void findSections() {
        int[] begins = new int[SectionId.values().length];
        SectionId last = null;
        int at = HEADER_SIZE;
        while (at < file.length) {
            SectionId id = SectionId.of(file[at] & 0xFF);
            if (id == null) {
                throw RejectException.malformedAt("section-id", at, "no section has the number " + (file[at] & 0xFF));
            }
            if (last != null && id.compareTo(last) <= 0 && id != SectionId.CUSTOM) {
                throw RejectException.malformedAt("section-order", at, id + " behind " + last);
            }
            int begin = at + SECTION_HEADER_SIZE;
            int end = end(at);
            if (id == SectionId.CUSTOM) {
                customs.add(new ByteCursor(file, begin, end));
            } else {
                sections.put(id, new ByteCursor(file, begin, end));
            }
            begins[id.ordinal()] = begins[id.ordinal()] == 0 ? at : begins[id.ordinal()];
            last = id;
            at = end;
        }
        checkComplete(begins);
    }

    /**
     * Returns the offset of the end of a section.
     *
     * @param header offset of the section's header
     */
    private int end(int header) {
        ByteCursor rest = new ByteCursor(file, header + 1, file.length);
        if (rest.left() >= Integer.BYTES) {
            long size = rest.u32();
            if (size <= rest.left()) {
                return (int) (rest.at() + size);
            }
        }
        throw RejectException.malformedAt("section-length", header + 1, "the section runs beyond the end of the file");
    }

    /** @param begins offset of the first header of each section, 0 if the section is absent */
    private void checkComplete(int[] begins) {
        for (SectionId id : SectionId.REQUIRED) {
            if (begins[id.ordinal()] == 0) {
                int place = file.length;
                for (int later = begins.length - 1; later > id.ordinal(); later--) {
                    place = begins[later] == 0 ? place : begins[later];
                }
                throw RejectException.malformedAt("section-missing", place, "there is no section " + id);
            }
        }
    }

    boolean has(SectionId id) {
        return sections.containsKey(id);
    }

    /** Returns the cursor of a present section, initially at its beginning. Each call returns the same cursor. */
    ByteCursor section(SectionId id) {
        ByteCursor cursor = sections.get(id);
        if (cursor == null) {
            throw new IllegalStateException("no section " + id);
        }
        return cursor;
    }

    List<ByteCursor> customs() {
        return customs;
    }

    /** Returns the item count at the beginning of a section without advancing its cursor, or 0 if there is no count. */
    int announced(SectionId id) {
        if (!has(id) || section(id).left() < Integer.BYTES) {
            return 0;
        }
        ByteCursor section = section(id);
        long count = new ByteCursor(file, section.at(), section.at() + Integer.BYTES).u32();
        return (int) Math.min(count, Integer.MAX_VALUE);
    }
}
