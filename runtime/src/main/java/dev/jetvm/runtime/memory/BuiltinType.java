package dev.jetvm.runtime.memory;

import java.util.Arrays;
import java.util.Optional;

/**
 * The types whose numbers the specification fixes. The numbers 28 to 63 are reserved; the types of a program begin at
 * {@link #FIRST_PROGRAM_TYPE}.
 *
 * @spec TYPE-02a
 */
public enum BuiltinType {
    INT(1, "Int"), BOOL(2, "Bool"), NIL(3, "Nil"), FLOAT32(4, "Float32"), FLOAT64(5, "Float64"), CHAR(6, "Char"), //
    SYMBOL(7, "Symbol"), STRING(8, "String"), ARRAY(9, "Array"), SLICE(10, "Slice"), WEAK_REF(11, "WeakRef"), //
    TYPE_DESCRIPTOR(12, "TypeDescriptor"), FUNCTION(13, "Function"), CLOSURE(14, "Closure"), BOX(15, "Box"), //
    /** Bytes that are never traced: the text of an external string. */
    BUFFER(16, "Buffer"),
    /** A growable array: its store and its length. */
    LIST(17, "List"),
    /** A boxed trait object, for a place of one word: the data word and the number of the vtable. */
    TRAIT_OBJECT(18, "TraitObject"),
    /** A class of a program: its number, name, superclass and methods. */
    CLASS(19, "Class"),
    /** An instance of a class: its class, the number of its shape, its overflow fields and its inline fields. */
    INSTANCE(20, "Instance"),
    /** A receiver and a method. */
    BOUND_METHOD(21, "BoundMethod"),
    /** The cell of a captured variable: one word that holds its value. */
    UPVALUE(22, "Upvalue"),
    /** A function implemented outside bytecode. */
    NATIVE(23, "Native"),
    /** A map: keys and values in insertion order. */
    MAP(24, "Map"),
    /** A task: its number, and its result when it has ended. */
    TASK(25, "Task"),
    /** A channel: its number, and its buffer, an array, or nil if it has none. */
    CHANNEL(26, "Channel"),
    /** A continuation: its number, or 0 if it was used, and an array of what its frames refer to. */
    CONTINUATION(27, "Continuation");

    public static final int FIRST_PROGRAM_TYPE = 64;

    private final int id;
    private final String title;

    BuiltinType(int id, String title) {
        this.id = id;
        this.title = title;
    }

    public int id() {
        return id;
    }

    public String title() {
        return title;
    }

    /** The type with a given title; empty if there is none. */
    public static Optional<BuiltinType> ofTitle(String title) {
        return Arrays.stream(values()).filter(type -> type.title.equals(title)).findFirst();
    }
}
