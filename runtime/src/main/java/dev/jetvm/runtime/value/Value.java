package dev.jetvm.runtime.value;

/** A value, independent of its representation as a word. */
public sealed interface Value {

    /** An integer of 61 bits. The record can hold any 64-bit number; the encoders reject a number out of range. */
    record Int(long number) implements Value {}

    record Bool(boolean truth) implements Value {}

    record Nil() implements Value {
        public static final Nil NIL = new Nil();
    }

    /** IEEE 754 binary32, as bits: the payload of a NaN is significant. */
    record Float32(int bits) implements Value {
        public static Float32 of(float number) {
            return new Float32(Float.floatToRawIntBits(number));
        }

        public float number() {
            return Float.intBitsToFloat(bits);
        }
    }

    /** IEEE 754 binary64, as bits. */
    record Float64(long bits) implements Value {
        public static Float64 of(double number) {
            return new Float64(Double.doubleToRawLongBits(number));
        }

        public double number() {
            return Double.longBitsToDouble(bits);
        }
    }

    /** A Unicode scalar value. */
    record Char(int scalar) implements Value {}

    /** An interned name, identified by its index (61 bits, unsigned). */
    record Symbol(long index) implements Value {}

    /** UTF-8 text of any length. */
    record Text(byte[] utf8) implements Value {}

    /** A reference to an object at an address. */
    record Ref(long address) implements Value {}

    /** A reference to a float64 box at an address. */
    record Float64Ref(long address) implements Value {}
}
