package dev.jetvm.vm.assembly;

import dev.jetvm.runtime.gc.StackMaps;
import dev.jetvm.vm.assembly.Fault.Code;
import dev.jetvm.vm.assembly.SourceText.ExportText;
import dev.jetvm.vm.assembly.SourceText.ImportText;
import dev.jetvm.vm.assembly.SourceText.MapEntry;
import dev.jetvm.vm.assembly.SourceText.Name;
import dev.jetvm.vm.assembly.SourceText.Ref;
import dev.jetvm.vm.assembly.SourceText.TypeUse;
import dev.jetvm.vm.module.Module;
import dev.jetvm.vm.module.TypeDef;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads the one-line directives that consist of more than a name. */
final class LinkReader {
    private static final TypeUse ANYTHING = new TypeUse(TypeDef.ANY, null);
    private static final long ADDRESS_MAX = 0xFFFF_FFFFL;

    private final Cursor cursor;
    private final ValueReader values;

    LinkReader(Cursor cursor) {
        this.cursor = cursor;
        this.values = new ValueReader(cursor);
    }

    private Module.Kind kind() {
        int start = cursor.place();
        String word = cursor.word("'function' or 'value'");
        for (Module.Kind kind : Module.Kind.values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        throw new Fault(Code.SYNTAX, start, "'function' or 'value' is expected here, not '" + word + "'");
    }

    ImportText imported() {
        Name module = new Name(cursor.place(), cursor.name("the name of a module"));
        String name = cursor.name("the name of what is imported");
        Module.Kind kind = kind();
        boolean function = kind == Module.Kind.FUNCTION;
        Ref signature = function && !cursor.done() ? values.ref(ValueReader.TYPE, "a signature") : null;
        TypeUse type = function || cursor.done() ? ANYTHING : values.type();
        return new ImportText(module, name, kind, signature, type);
    }

    ExportText exported() {
        Name name = new Name(cursor.place(), cursor.name("the name of what is exported"));
        Module.Kind kind = kind();
        if (kind == Module.Kind.FUNCTION) {
            return new ExportText(name, kind, values.ref(ValueReader.FUNCTION, "a function"), "", ANYTHING);
        }
        String global = cursor.name("the name of a global");
        return new ExportText(name, kind, null, global, cursor.done() ? ANYTHING : values.type());
    }

    /**
     * Reads a stack map entry.
     *
     * @param earlier the preceding entries
     */
    MapEntry map(List<MapEntry> earlier) {
        int start = cursor.place();
        long address = cursor.offset();
        if (address > ADDRESS_MAX) {
            throw new Fault(Code.RANGE, start, "an address has 32 bits");
        }
        if (!earlier.isEmpty() && earlier.getLast().address() >= address) {
            throw new Fault(Code.DUPLICATE, start, "the addresses of stack maps ascend");
        }
        int frame = (int) cursor.number("the size of the frame", 0, StackMaps.FRAME_MAX);
        List<Integer> offsets = new ArrayList<>();
        while (!cursor.done()) {
            int place = cursor.place();
            int offset = (int) cursor.number("an offset in the frame", 1, frame);
            if (offset % Long.BYTES != 0) {
                throw new Fault(Code.RANGE, place, "an offset in the frame is a multiple of 8");
            }
            offsets.add(offset);
        }
        return new MapEntry(address, frame, offsets);
    }

    /** Reads pairs of hexadecimal digits, with or without blanks between pairs, to the end of the line. */
    void hex(ByteArrayOutputStream out) {
        while (!cursor.done()) {
            int start = cursor.place();
            String digits = cursor.run();
            boolean pairs = !digits.isEmpty() && digits.length() % 2 == 0
                    && digits.chars().allMatch(c -> Character.digit(c, 16) >= 0);
            if (!pairs) {
                cursor.seek(start);
                throw new Fault(Code.SYNTAX, start, "pairs of hexadecimal digits are expected here, not "
                        + cursor.found());
            }
            for (int k = 0; k < digits.length(); k += 2) {
                out.write(Integer.parseInt(digits, k, k + 2, 16));
            }
        }
    }
}
