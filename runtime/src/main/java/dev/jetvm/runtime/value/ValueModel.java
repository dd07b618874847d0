package dev.jetvm.runtime.value;

import static dev.jetvm.runtime.memory.HeaderConstants.HEADER_SIZE;

import dev.jetvm.runtime.memory.Allocator;
import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.text.StringForm;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A representation of values as words, boxes included. Programs compute the same results in both.
 *
 * @spec VAL-10
 * @spec VAL-20
 * @spec NAN-03
 */
public enum ValueModel implements Words {
    TAGGED {
        @Override
        public boolean fitsWord(Value value) {
            return TaggedWord.fitsWord(value);
        }

        @Override
        long immediate(Value value) {
            return TaggedWord.encode(value);
        }

        @Override
        long reference(long address, BuiltinType type) {
            return type == BuiltinType.FLOAT64 ? TaggedWord.ofFloat64Ref(address) : TaggedWord.ofRef(address);
        }

        @Override
        Value decodeWord(long word) {
            return TaggedWord.decode(word);
        }

        @Override
        public boolean isReference(long word) {
            // Clause: BAR-02. The tag of references and a non-zero payload.
            return (word & ValueConstants.TAG_MASK) == ValueConstants.TAG_REF && word != ValueConstants.TAG_REF;
        }

        @Override
        public long address(long word) {
            return word & ValueConstants.ADDRESS_MASK;
        }

        @Override
        public long moved(long word, long address) {
            return word & ~ValueConstants.ADDRESS_MASK | address;
        }

        @Override
        public long nil() {
            return ValueConstants.NIL;
        }

        @Override
        public long reference(long address) {
            return TaggedWord.ofRef(address);
        }
    },
    NAN {
        @Override
        public boolean fitsWord(Value value) {
            return NanWord.fitsWord(value);
        }

        @Override
        long immediate(Value value) {
            return NanWord.encode(value);
        }

        @Override
        long reference(long address, BuiltinType type) {
            return NanWord.ofRef(address);
        }

        @Override
        Value decodeWord(long word) {
            return NanWord.decode(word);
        }

        @Override
        public boolean isReference(long word) {
            return (word & (NanConstants.SIGN | NanConstants.BOX)) == (NanConstants.SIGN | NanConstants.BOX);
        }

        @Override
        public long address(long word) {
            return word & (NanConstants.ADDRESS_LIMIT - 1);
        }

        @Override
        public long moved(long word, long address) {
            return word & ~(NanConstants.ADDRESS_LIMIT - 1) | address;
        }

        @Override
        public long nil() {
            return NanWord.encode(Value.Nil.NIL);
        }

        @Override
        public long reference(long address) {
            return NanWord.ofRef(address);
        }
    };

    /** Whether a value fits a word without a box. */
    public abstract boolean fitsWord(Value value);

    abstract long immediate(Value value);

    abstract long reference(long address, BuiltinType type);

    abstract Value decodeWord(long word);

    /**
     * The value of a word that is not a reference.
     *
     * @throws RejectException malformed, with the code of the word's flaw
     */
    public Value decodeImmediate(long word) {
        return decodeWord(word);
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ValueModel> ofWire(String word) {
        return Arrays.stream(values()).filter(model -> model.wire().equals(word)).findFirst();
    }

    /**
     * The word of a value. Allocates a box if the value does not fit a word.
     *
     * @throws RejectException as {@link TaggedWord#encode} and {@link NanWord#encode}
     * @throws dev.jetvm.runtime.panic.PanicException {@code out-of-memory}
     */
    public long toWord(Value value, Allocator heap) {
        if (fitsWord(value)) {
            return immediate(value);
        }
        return switch (value) {
            case Value.Float64(long bits) -> box(BuiltinType.FLOAT64, bits, heap);
            case Value.Int(long number) -> box(BuiltinType.INT, Checks.intRange(number), heap);
            case Value.Text(byte[] utf8) -> text(utf8, heap);
            default -> throw new IllegalStateException("always fits a word: " + value);
        };
    }

    private long box(BuiltinType type, long bits, Allocator heap) {
        long address = heap.allocate(Header.fresh(type.id(), Long.BYTES, 0, 8));
        heap.memory().setWord(address + HEADER_SIZE, bits);
        return reference(address, type);
    }

    /** Allocates the string object of a text that does not fit a word, and a buffer if the text is external. */
    private long text(byte[] utf8, Allocator heap) {
        Checks.utf8(utf8);
        StringForm form = StringForm.ofLength(utf8.length);
        int kept = heap.keep(nil());
        if (form == StringForm.EXTERNAL) {
            long buffer = heap.allocate(Header.fresh(BuiltinType.BUFFER.id(), utf8.length, 0, 8));
            heap.memory().setBytes(buffer + HEADER_SIZE, utf8);
            heap.release(kept);
            kept = heap.keep(reference(buffer));
        }
        long address = heap.allocate(Header.fresh(BuiltinType.STRING.id(), StringForm.PAYLOAD, 0, 8));
        // The buffer may have moved while its object was allocated (ERR-265).
        long buffer = form == StringForm.EXTERNAL ? address(heap.kept(kept)) + HEADER_SIZE : 0;
        heap.release(kept);
        heap.memory().setBytes(address, StringForm.objectImage(utf8, buffer, utf8.length, false));
        return reference(address, BuiltinType.STRING);
    }

    /**
     * The value of a word of this heap. The contents of boxes and strings are read.
     *
     * @throws RejectException malformed, with the code of the word's flaw
     */
    public Value toValue(long word, Allocator heap) {
        Value value = decodeWord(word);
        return switch (value) {
            case Value.Float64Ref(long address) -> new Value.Float64(heap.memory().word(address + HEADER_SIZE));
            case Value.Ref(long address) -> object(address, heap);
            default -> value;
        };
    }

    private static Value object(long address, Allocator heap) {
        Header header = new Header(heap.memory().word(address), heap.memory().word(address + 8));
        int type = header.type();
        if (type == BuiltinType.FLOAT64.id()) {
            return new Value.Float64(heap.memory().word(address + HEADER_SIZE));
        }
        if (type == BuiltinType.INT.id()) {
            return new Value.Int(heap.memory().word(address + HEADER_SIZE));
        }
        if (type == BuiltinType.STRING.id()) {
            return new Value.Text(StringForm.content(heap.memory(), address));
        }
        return new Value.Ref(address);
    }
}
