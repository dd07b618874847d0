package dev.jetvm.runtime.value;

/** A value apart from its representation: what a program means, whatever the word looks like. */
public sealed interface Value {

    /** An integer of 61 bits; other numbers are representable here so that they can be refused. */
    record Int(long number) implements Value {}

    record Bool(boolean truth) implements Value {}

    record Nil() implements Value {
        public static final Nil NIL = new Nil();
    }

    /** IEEE 754 binary32, kept as bits: payloads of NaNs count. */
    record Float32(int bits) implements Value {
        public static Float32 of(float number) {
            return new Float32(Float.floatToRawIntBits(number));
        }

        public float number() {
            return Float.intBitsToFloat(bits);
        }
    }

    /** IEEE 754 binary64, kept as bits. */
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

    /** An interned name, by its index (61 bits, unsigned). */
    record Symbol(long index) implements Value {}

    /** UTF-8 text of any length. */
    record Text(byte[] utf8) implements Value {}

    /** An object at an address. */
    record Ref(long address) implements Value {}

    /** A float64 box at an address. */
    record Float64Ref(long address) implements Value {}
}
