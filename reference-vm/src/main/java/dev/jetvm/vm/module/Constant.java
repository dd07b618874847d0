package dev.jetvm.vm.module;

/**
 * A constant of a function's pool. The tag in the file is the position of the case in this declaration, counted from 1.
 *
 * @spec MOD-13a
 * @spec MOD-13b
 * @spec MOD-13c
 * @spec MOD-13d
 */
public sealed interface Constant {

    /** An int, -2^60 to 2^60-1. */
    record Int(long number) implements Constant {}

    /** IEEE 754 bits, which distinguish both zeros and hold the canonical NaN. */
    record Float32(int bits) implements Constant {}

    record Float64(long bits) implements Constant {}

    /** A Unicode scalar value. */
    record Char(int scalar) implements Constant {}

    record Symbol(String text) implements Constant {}

    record Text(String text) implements Constant {}

    /**
     * A function of the same module.
     *
     * @param index of the function
     */
    record Function(int index) implements Constant {}

    /**
     * A type of the same module.
     *
     * @param index of the type
     */
    record Type(int index) implements Constant {}

    /**
     * An import of the same module.
     *
     * @param index of the import
     */
    record Import(int index) implements Constant {}
}
