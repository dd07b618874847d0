package dev.jetvm.vm.assembly;

import dev.jetvm.vm.assembly.Fault.Code;
import dev.jetvm.vm.assembly.SourceText.ExportText;
import dev.jetvm.vm.assembly.SourceText.FunctionText;
import dev.jetvm.vm.assembly.SourceText.ImportText;
import dev.jetvm.vm.assembly.SourceText.Name;
import dev.jetvm.vm.assembly.SourceText.Option;
import dev.jetvm.vm.assembly.SourceText.Ref;
import dev.jetvm.vm.assembly.SourceText.TypeUse;
import dev.jetvm.vm.module.FunctionDef;
import dev.jetvm.vm.module.Module;
import dev.jetvm.vm.module.TypeDef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first phase: takes the text apart, line by line. Names are not looked up; a line that cannot be read is left out
 * and reading goes on with the next.
 */
final class TextReader {
    static final String END = ".end";
    static final String METHOD = "method";
    static final String LINES = "lines";
    private static final int U8 = 0xFF;
    private static final int U16 = 0xFFFF;
    private static final TypeUse ANYTHING = new TypeUse(TypeDef.ANY, null);

    private final Cursor cursor;
    private final ValueReader values;
    private final FunctionReader code;
    private final Problems problems;
    private final SourceText out = new SourceText();
    private final Map<String, Runnable> directives = new LinkedHashMap<>();
    private @Nullable FunctionText function;
    private int opened;

    TextReader(String text, Problems problems) {
        this.cursor = new Cursor(text);
        this.values = new ValueReader(cursor);
        this.code = new FunctionReader(cursor);
        this.problems = problems;
        directives.put(".module", () -> out.name = once(out.name, name("the name of the module")));
        directives.put(".file", () -> out.file = once(out.file, name("the name of the source file")));
        directives.put(".entry", this::entry);
        directives.put(".init", () -> out.inits.add(values.ref(ValueReader.FUNCTION, "a function")));
        directives.put(".import", this::imported);
        directives.put(".export", this::exported);
        directives.put(".function", this::function);
        directives.put(".string", () -> out.strings.add(new Name(cursor.place(), cursor.quoted("a text"))));
        directives.put(".source", () -> out.lines.add(cursor.quoted("a line of the source")));
    }

    SourceText read() {
        while (cursor.nextLine()) {
            problems.guard(this::line);
        }
        problems.guard(() -> closed(cursor.here()));
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
            problems.guard(() -> closed(start));
            opened = start;
            directive.run();
            cursor.finish();
        } else if (word.equals(END)) {
            end(start);
        } else if (function != null) {
            cursor.seek(start);
            code.line(function.statements()::add);
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
        return word.isEmpty()
                ? new Fault(Code.SYNTAX, start, "a directive is expected here, not " + cursor.found(),
                        "Instructions stand between .function and .end.")
                : new Fault(Code.UNKNOWN, start, "no directive is called " + word,
                        Names.meant(word, directives.keySet()));
    }

    /** Before a directive of the module, and at the end of the text, nothing may be open. */
    private void closed(int place) {
        if (function != null) {
            function = null;
            throw new Fault(Code.MISSING, place, ".end of the function is missing before this",
                    "It began on line " + cursor.lineOf(opened) + ".");
        }
    }

    private void end(int start) {
        if (function == null) {
            throw new Fault(Code.SYNTAX, start, "there is nothing to end here");
        }
        function = null;
        cursor.finish();
    }

    private Name name(String what) {
        return new Name(cursor.place(), cursor.name(what));
    }

    private static Name once(@Nullable Name earlier, Name name) {
        if (earlier != null) {
            throw new Fault(Code.DUPLICATE, name.place(), "this has been given before: " + earlier.text());
        }
        return name;
    }

    private void entry() {
        int start = cursor.place();
        Ref ref = values.ref(ValueReader.FUNCTION, "a function");
        if (out.entry != null) {
            throw new Fault(Code.DUPLICATE, start, "a module has one entry");
        }
        out.entry = ref;
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

    private void imported() {
        Name module = name("the name of a module");
        String name = cursor.name("the name of what is imported");
        Module.Kind kind = kind();
        boolean function = kind == Module.Kind.FUNCTION;
        Ref signature = function && !cursor.done() ? values.ref(ValueReader.TYPE, "a signature") : null;
        TypeUse type = function || cursor.done() ? ANYTHING : values.type();
        out.imports.add(new ImportText(module, name, kind, signature, type));
    }

    private void exported() {
        Name name = name("the name of what is exported");
        Module.Kind kind = kind();
        if (kind == Module.Kind.FUNCTION) {
            out.exports.add(new ExportText(name, kind, values.ref(ValueReader.FUNCTION, "a function"), "", ANYTHING));
            return;
        }
        String global = cursor.name("the name of a global");
        out.exports.add(new ExportText(name, kind, null, global, cursor.done() ? ANYTHING : values.type()));
    }

    private void function() {
        int place = cursor.place();
        boolean named = cursor.peek() == '"' || cursor.atWord() && !isOption();
        Header header = new Header(named ? name("the name of the function") : new Name(place, ""));
        function = header.close();
        out.functions.add(function);
        int index = out.functions.size() - 1;
        while (!cursor.done()) {
            header.option();
        }
        FunctionText whole = header.close();
        out.functions.set(index, whole);
        function = whole;
    }

    /** Whether an option stands here: a function without a name. */
    private boolean isOption() {
        int start = cursor.place();
        cursor.run();
        boolean option = cursor.raw() == '=';
        cursor.seek(start);
        return option;
    }

    /** What stands behind {@code .function}. */
    private final class Header {
        private static final List<String> WORDS = List.of("arity=", "slots=", "stack=", "upvalues=", "sig=", METHOD,
                LINES);
        private final Name name;
        private int arity;
        private boolean method;
        private boolean lines;
        private Option slots = Option.NONE;
        private Option stack = Option.NONE;
        private int upvalues;
        private @Nullable Ref signature;

        Header(Name name) {
            this.name = name;
        }

        void option() {
            int start = cursor.place();
            String word = cursor.word("an option of the function");
            boolean valued = cursor.take('=');
            switch (valued ? word + "=" : word) {
                case "arity=" -> arity = (int) cursor.number("the arity", 0, U8);
                case "slots=" -> slots = number("the number of slots", 1, FunctionDef.SLOTS_MAX);
                case "stack=" -> stack = number("the stack", 0, U16);
                case "upvalues=" ->
                    upvalues = (int) cursor.number("the number of upvalues", 0, FunctionDef.UPVALUES_MAX);
                case "sig=" -> signature = values.ref(ValueReader.TYPE, "a signature");
                case METHOD -> method = true;
                case LINES -> lines = true;
                default -> throw new Fault(Code.UNKNOWN, start, "a function has no option " + word,
                        Names.meant(word, WORDS));
            }
        }

        private Option number(String what, int least, int most) {
            return new Option(cursor.place(), (int) cursor.number(what, least, most));
        }

        FunctionText close() {
            return new FunctionText(name, arity, method, slots, stack, upvalues, signature, lines, new ArrayList<>());
        }
    }
}
