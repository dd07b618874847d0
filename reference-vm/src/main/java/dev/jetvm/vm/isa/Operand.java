package dev.jetvm.vm.isa;

/**
 * What stands behind an opcode byte. Numbers are unsigned and big-endian.
 *
 * @spec ISA-03
 */
public enum Operand {
    /** Index of any constant. */
    CONSTANT(2, "constant"),
    /** Index of any constant, in 32 bits. */
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
    /** How many operands of the stack are taken. */
    COUNT8(1, "count"),
    /** How many operands of the stack are taken. */
    COUNT16(2, "count"),
    /** A number that means nothing to the result: where the site remembers what it met. */
    CACHE(2, "cache"),
    /** A field of the struct type named before, in declaration order. */
    FIELD(2, "field"),
    /** A method of the interface named before, or of the trait that the object is of. */
    SLOT(2, "method"),
    /** Bytes to go on from the next instruction. */
    FORWARD(2, "forward"),
    /** Bytes to go on from the next instruction, in 32 bits. */
    FORWARD_WIDE(4, "forward"),
    /** Bytes to go back from the next instruction. */
    BACKWARD(2, "backward"),
    /** Bytes to go back from the next instruction, in 32 bits. */
    BACKWARD_WIDE(4, "backward"),
    /** A {@link Target} of a conversion. */
    TARGET(1, "target"),
    /** A storage class. */
    STORAGE(1, "storage"),
    /** 0 or 1. */
    FLAG(1, "flag"),
    /** A number without meaning to the machine. */
    NUMBER(2, "number"),
    /** Which extension. */
    EXTENSION(1, "extension"),
    /** For each upvalue of the function a byte, 1 for a slot of this frame or 0 for an upvalue of it, and its index. */
    CAPTURES(-1, "captures");

    private final int size;
    private final String word;

    Operand(int size, String word) {
        this.size = size;
        this.word = word;
    }

    /** In bytes; below 0 if that depends on the function named before. */
    public int size() {
        return size;
    }

    /** What the book and the tables call it. */
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
