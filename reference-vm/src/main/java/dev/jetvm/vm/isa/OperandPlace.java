package dev.jetvm.vm.isa;

/**
 * The position of an operand in an instruction, as the table of instructions defines it; see {@link Opcode#place}.
 *
 * @param offset bytes from the opcode to the operand
 * @param size size of the operand in bytes: 1, 2 or 4; negative if it depends on other operands
 * @spec ISA-03
 */
public record OperandPlace(int offset, int size) {

    /**
     * Returns the operand, an unsigned big-endian number; 32 bits are returned as an int with the same bits.
     *
     * @param code the code of the function
     * @param at offset of the instruction
     */
    public int read(byte[] code, int at) {
        int first = at + offset;
        return switch (size) {
            case 1 -> code[first] & 0xFF;
            case 2 -> u16(code, first);
            case 4 -> u16(code, first) << 16 | u16(code, first + 2);
            default -> throw new IllegalStateException("an operand without a fixed size has to be decoded");
        };
    }

    private static int u16(byte[] code, int at) {
        return (code[at] & 0xFF) << 8 | code[at + 1] & 0xFF;
    }
}
