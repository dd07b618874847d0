package dev.jetvm.runtime.memory;

import java.util.Arrays;
import java.util.Optional;

/**
 * Types whose numbers the specification fixes; 25 to 63 are reserved, a program's own begin at
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
    /** An array that can grow: its store and its length. */
    LIST(17, "List"),
    /** A trait object in a place of one word: the data and the number of the vtable. */
    TRAIT_OBJECT(18, "TraitObject"),
    /** A class of a program: its number, its name, its superclass and its methods. */
    CLASS(19, "Class"),
    /** An instance: its class, the number of its shape, fields beyond its own room, and its fields. */
    INSTANCE(20, "Instance"),
    /** A receiver and a method. */
    BOUND_METHOD(21, "BoundMethod"),
    /** A captured variable: its place while the frame lives, afterwards its value. */
    UPVALUE(22, "Upvalue"),
    /** A function that is not bytecode. */
    NATIVE(23, "Native"),
    /** Keys and values in the order in which they came. */
    MAP(24, "Map");

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

    /** The type of a name. */
    public static Optional<BuiltinType> ofTitle(String title) {
        return Arrays.stream(values()).filter(type -> type.title.equals(title)).findFirst();
    }
}
