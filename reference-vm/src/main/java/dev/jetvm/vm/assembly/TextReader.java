package dev.jetvm.vm.assembly;

import dev.jetvm.vm.assembly.Fault.Code;
import dev.jetvm.vm.assembly.SourceText.CustomText;
import dev.jetvm.vm.assembly.SourceText.FunctionText;
import dev.jetvm.vm.assembly.SourceText.InterfaceText;
import dev.jetvm.vm.assembly.SourceText.Name;
import dev.jetvm.vm.assembly.SourceText.StructText;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The first phase: parses the text line by line. Names are not resolved. A line that cannot be read is skipped.
 *
 * @spec ASM-01
 * @spec ASM-02
 * @spec ASM-03
 * @spec ASM-04
 */
final class TextReader {
    static final String MODULE = ".module";
    static final String FILE = ".file";
    static final String ENTRY = ".entry";
    static final String INIT = ".init";
    static final String STRING = ".string";
    static final String SIGNATURE = ".signature";
    static final String STRUCT = ".struct";
    static final String INTERFACE = ".interface";
    static final String IMPORT = ".import";
    static final String EXPORT = ".export";
    static final String FUNCTION = ".function";
    static final String STACKMAP = ".stackmap";
    static final String STACKMAPS = ".stackmaps";
    static final String SOURCE = ".source";
    static final String CUSTOM = ".custom";
    static final String DATA = ".data";
    static final String END = ".end";

    private final Cursor cursor;
    private final ValueReader values;
    private final LinkReader links;
    private final TypeLines types;
    private final Problems problems;
    private final SourceText out = new SourceText();
    private final Map<String, Runnable> directives = new LinkedHashMap<>();
    private @Nullable Block open;
    /** Offset of the last directive, which is also that of the open block. */
    private int begun;

    TextReader(String text, Problems problems) {
        this.cursor = new Cursor(text);
        this.values = new ValueReader(cursor);
        this.links = new LinkReader(cursor);
        this.types = new TypeLines(cursor);
        this.problems = problems;
        directives.put(MODULE, () -> out.name = once(out.name, "the name of the module"));
        directives.put(FILE, () -> out.file = once(out.file, "the name of the source file"));
        directives.put(ENTRY, this::entry);
        directives.put(INIT, () -> out.inits.add(values.ref(ValueReader.FUNCTION, "a function")));
        directives.put(STRING, () -> out.strings.add(new Name(cursor.place(), cursor.quoted("a text"))));
        directives.put(SIGNATURE, () -> out.types.add(types.signature()));
        directives.put(STRUCT, this::struct);
        directives.put(INTERFACE, this::interfaceType);
        directives.put(IMPORT, () -> out.imports.add(links.imported()));
        directives.put(EXPORT, () -> out.exports.add(links.exported()));
        directives.put(FUNCTION, this::function);
        directives.put(STACKMAP, () -> {
            Block.once(out.derived, cursor.place(), STACKMAPS);
            out.maps.add(links.map(out.maps));
        });
        directives.put(STACKMAPS, () -> {
            Block.once(out.derived || !out.maps.isEmpty(), cursor.place(), "a stack map");
            out.derived = true;
        });
        directives.put(SOURCE, () -> out.lines.add(cursor.quoted("a line of the source")));
        directives.put(CUSTOM, this::custom);
        directives.put(DATA, this::data);
    }

    SourceText read() {
        while (cursor.nextLine()) {
            problems.guard(this::line);
        }
        problems.guard(this::closed);
        if (out.name == null) {
            problems.add(new Fault(Code.MISSING, 0, "the module has no name", "Write .module \"name\" first."));
        }
        return out;
    }

    private void line() {
        if (cursor.done()) {
            return;
        }
        int start = cursor.place();
        String word = directive();
        Runnable directive = directives.get(word);
        if (directive != null) {
            problems.guard(this::closed);
            begun = start;
            directive.run();
            cursor.finish();
        } else if (word.equals(END)) {
            end(start);
        } else if (open != null && (word.isEmpty() || open.directives().contains(word))) {
            cursor.seek(start);
            open.line();
            cursor.finish();
        } else {
            throw stray(start, word);
        }
    }

    private String directive() {
        if (cursor.peek() != '.') {
            return "";
        }
        cursor.skip();
        return "." + cursor.run();
    }

    private Fault stray(int start, String word) {
        cursor.seek(start);
        if (word.isEmpty()) {
            return new Fault(Code.SYNTAX, start, "a directive is expected here, not " + cursor.found(),
                    "Instructions stand between " + FUNCTION + " and " + END + ".");
        }
        Set<String> known = new TreeSet<>(directives.keySet());
        known.add(END);
        if (open != null) {
            known.addAll(open.directives());
        }
        return new Fault(Code.UNKNOWN, start, "no directive here is called " + word,
                () -> NameIndex.meant(word, known));
    }

    /** No block may be open before a directive of the module or at the end of the text. */
    private void closed() {
        if (open != null) {
            open = null;
            throw new Fault(Code.MISSING, begun, "this has no " + END,
                    "It is still open on line " + cursor.lines() + ".");
        }
    }

    private void end(int start) {
        if (open == null) {
            throw new Fault(Code.SYNTAX, start, "there is nothing to end here");
        }
        open = null;
        cursor.finish();
    }

    private void open(Block block) {
        open = block;
    }

    private Name once(@Nullable Name earlier, String what) {
        int start = cursor.place();
        Block.once(earlier != null, start, what);
        return new Name(start, cursor.name(what));
    }

    private void entry() {
        Block.once(out.entry != null, cursor.place(), "the entry");
        out.entry = values.ref(ValueReader.FUNCTION, "a function");
    }

    private void struct() {
        open(new Unread());
        StructText struct = types.struct();
        out.types.add(struct);
        open(types.inside(struct));
    }

    private void interfaceType() {
        open(new Unread());
        InterfaceText type = types.interfaceType();
        out.types.add(type);
        open(types.inside(type));
    }

    private void function() {
        open(new Unread());
        HeaderReader header = new HeaderReader(cursor);
        try {
            header.options();
        } finally {
            // A fault in the header does not prevent reading the code.
            FunctionText function = header.function();
            out.functions.add(function);
            open(new FunctionReader(cursor, function.statements()::add));
        }
    }

    private void custom() {
        CustomText custom = new CustomText(cursor.name("the name of the section"), new ByteArrayOutputStream());
        out.customs.add(custom);
        links.hex(custom.data());
    }

    private void data() {
        if (out.customs.isEmpty()) {
            throw new Fault(Code.MISSING, cursor.place(), "there is no " + CUSTOM + " before this, to go on with");
        }
        links.hex(out.customs.getLast().data());
    }

    /**
     * Replaces a block whose first line cannot be read. Its lines are ignored, since they would only report further
     * faults.
     */
    private static final class Unread implements Block {
        @Override
        public void line() {
            // ignored
        }

        @Override
        public Set<String> directives() {
            return FunctionReader.DIRECTIVES;
        }
    }
}
