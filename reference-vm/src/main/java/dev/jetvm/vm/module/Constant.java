package dev.jetvm.vm.module;

/**
 * A constant of a function's pool. The tag in the file is the position here, from 1.
 *
 * @spec MOD-13a
 * @spec MOD-13b
 * @spec MOD-13c
 * @spec MOD-13d
 */
public sealed interface Constant {

    /** In the range of ints. */
    record Int(long number) implements Constant {}

    /** Bits, so that every zero and the one NaN stay what they are. */
    record Float32(int bits) implements Constant {}

    record Float64(long bits) implements Constant {}

    /** A Unicode scalar value. */
    record Char(int scalar) implements Constant {}

    record Symbol(String text) implements Constant {}

    record Text(String text) implements Constant {}

    /** A function of the same module, by index. */
    record Function(int index) implements Constant {}

    /** A type of the same module, by index. */
    record Type(int index) implements Constant {}

    /** An import of the same module, by index. */
    record Import(int index) implements Constant {}
}
