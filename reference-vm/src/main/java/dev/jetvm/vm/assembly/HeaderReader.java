package dev.jetvm.vm.assembly;

import dev.jetvm.vm.assembly.Fault.Code;
import dev.jetvm.vm.assembly.SourceText.FunctionText;
import dev.jetvm.vm.assembly.SourceText.Name;
import dev.jetvm.vm.assembly.SourceText.Option;
import dev.jetvm.vm.assembly.SourceText.Ref;
import dev.jetvm.vm.module.FunctionDef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the options after {@code .function}. */
final class HeaderReader {
    static final String ARITY = "arity=";
    static final String SLOTS = "slots=";
    static final String STACK = "stack=";
    static final String UPVALUES = "upvalues=";
    static final String SIGNATURE = "sig=";
    static final String METHOD = "method";
    static final String LINES = "lines";
    private static final List<String> WORDS = List.of(ARITY, SLOTS, STACK, UPVALUES, SIGNATURE, METHOD, LINES);
    private static final int U8 = 0xFF;
    private static final int U16 = 0xFFFF;

    private final Cursor cursor;
    private final Name name;
    private final Set<String> given = new HashSet<>();
    private int arity;
    private Option slots = Option.NONE;
    private Option stack = Option.NONE;
    private int upvalues;
    private @Nullable Ref signature;

    HeaderReader(Cursor cursor) {
        this.cursor = cursor;
        this.name = new Name(cursor.place(), cursor.name("the name of the function"));
    }

    void options() {
        while (!cursor.done()) {
            option();
        }
    }

    private void option() {
        int start = cursor.place();
        String word = cursor.word("an option of the function");
        String key = cursor.take('=') ? word + "=" : word;
        if (!WORDS.contains(key)) {
            throw new Fault(Code.UNKNOWN, start, "a function has no option " + key, () -> NameIndex.meant(key, WORDS));
        }
        Block.once(!given.add(key), start, key);
        switch (key) {
            case ARITY -> arity = (int) cursor.number("the arity", 0, U8);
            case SLOTS -> slots = number("the number of slots", 1, FunctionDef.SLOTS_MAX);
            case STACK -> stack = number("the stack", 0, U16);
            case UPVALUES -> upvalues = (int) cursor.number("the number of upvalues", 0, FunctionDef.UPVALUES_MAX);
            case SIGNATURE -> signature = new ValueReader(cursor).ref(ValueReader.TYPE, "a signature");
            default -> {
                // an option without a value
            }
        }
    }

    private Option number(String what, int least, int most) {
        return new Option(cursor.place(), (int) cursor.number(what, least, most));
    }

    /** Returns the function with the options read so far. */
    FunctionText function() {
        return new FunctionText(name, arity, given.contains(METHOD), slots, stack, upvalues, signature,
                given.contains(LINES), new ArrayList<>());
    }
}
