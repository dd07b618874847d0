package dev.jetvm.vm.isa;

/**
 * Where an instruction has one of its operands, as the table of instructions says; see {@link Opcode#place}.
 *
 * @param offset bytes from the opcode to the operand
 * @param size bytes of the operand: 1, 2 or 4; below 0 if it depends on other operands
 * @spec ISA-03
 */
public record OperandPlace(int offset, int size) {

    /**
     * The operand, an unsigned number in big-endian order; one of 32 bits is returned as an int.
     *
     * @param code of the function
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
