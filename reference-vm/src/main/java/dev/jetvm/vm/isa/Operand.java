package dev.jetvm.vm.isa;

/**
 * The operands that follow an opcode. Numbers are unsigned and big-endian.
 *
 * @spec ISA-03
 */
public enum Operand {
    /** Index of any constant. */
    CONSTANT(2, "constant"),
    /** Index of any constant, 32 bits. */
    CONSTANT_WIDE(4, "constant"),
    /** Index of a constant that is a string. */
    NAME(2, "name"),
    /** Index of a constant that is a function. */
    FUNCTION(2, "function"),
    /** Index of a constant that is a struct type. */
    STRUCT(2, "struct"),
    /** Index of a constant that is an interface. */
    INTERFACE(2, "interface"),
    /** Index of a constant that is a struct type or an interface. */
    TYPE(2, "type"),
    /** Index of a constant that is an import. */
    IMPORT(2, "import"),
    /** A slot of the frame. */
    LOCAL(1, "slot"),
    /** An upvalue of the closure. */
    UPVALUE(1, "upvalue"),
    /** The number of arguments or cases on the stack. */
    COUNT8(1, "count"),
    /** The number of elements or pairs on the stack. */
    COUNT16(2, "count"),
    /** Number of the cache of a site; it does not affect the result. */
    CACHE(2, "cache"),
    /** A field of the struct type in the preceding operand, in declaration order. */
    FIELD(2, "field"),
    /** A method of the interface in the preceding operand, or of the trait of the object. */
    SLOT(2, "method"),
    /** Distance in bytes, forward from the next instruction. */
    FORWARD(2, "forward"),
    /** Distance in bytes, forward from the next instruction, 32 bits. */
    FORWARD_WIDE(4, "forward"),
    /** Distance in bytes, backward from the next instruction. */
    BACKWARD(2, "backward"),
    /** Distance in bytes, backward from the next instruction, 32 bits. */
    BACKWARD_WIDE(4, "backward"),
    /** A {@link Target} of a conversion. */
    TARGET(1, "target"),
    /** A storage class. */
    STORAGE(1, "storage"),
    /** 0 or 1. */
    FLAG(1, "flag"),
    /** A number that the machine ignores. */
    NUMBER(2, "number"),
    /** Number of an extension. */
    EXTENSION(1, "extension"),
    /** Two bytes for each upvalue of the function: 1 for a slot or 0 for an upvalue of this frame, and its index. */
    CAPTURES(-1, "captures");

    private final int size;
    private final String word;

    Operand(int size, String word) {
        this.size = size;
        this.word = word;
    }

    /** Returns the size in bytes; negative if it depends on the function in the preceding operand. */
    public int size() {
        return size;
    }

    /** Returns the name in the book and the tables. */
    public String word() {
        return word;
    }

    public boolean isConstant() {
        return ordinal() <= IMPORT.ordinal();
    }

    public boolean isForward() {
        return this == FORWARD || this == FORWARD_WIDE;
    }

    public boolean isBackward() {
        return this == BACKWARD || this == BACKWARD_WIDE;
    }

    public boolean isJump() {
        return isForward() || isBackward();
    }

    public boolean isCount() {
        return this == COUNT8 || this == COUNT16;
    }
}
