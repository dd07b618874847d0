package dev.jetvm.runtime.object;

import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.HeaderConstants;
import dev.jetvm.runtime.memory.LittleEndian;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.value.StorageClass;
import dev.jetvm.runtime.value.TaggedWord;
import dev.jetvm.runtime.value.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes and reads the fields of an instance in its image, for every layout.
 *
 * @spec STRUCT-01
 * @spec STRUCT-12
 */
public final class StructImage {
    private StructImage() {}

    /**
     * Creates the image of an instance.
     *
     * @param type the type number of the header
     * @param values in declaration order, one for each field
     * @throws RejectException as {@link TaggedWord#requireValue}
     * @throws PanicException as {@link StorageClass#store}, {@code type} for a field without a storage class
     */
    public static byte[] write(StructLayout layout, long type, List<Value> values) {
        byte[] image = new byte[Math.toIntExact(layout.allocated())];
        Header.of(type, HeaderConstants.WHITE, 0, layout.allocated() - HeaderConstants.HEADER_SIZE, 0, layout.align(),
                0, 0).writeTo(image);
        // All values are checked before the first store can panic: a malformed value is a rejection.
        values.forEach(TaggedWord::requireValue);
        for (int k = 0; k < values.size(); k++) {
            StorageClass storage = storage(layout.fields().get(k));
            LittleEndian.setUnsigned(image, offset(layout, k), storage.size(), storage.store(values.get(k)));
        }
        return image;
    }

    /**
     * Reads the values of an instance, in declaration order.
     *
     * @throws RejectException malformed: {@code struct-length}, the codes of a header and of a load
     * @throws PanicException as {@link StorageClass#load}, {@code type} for a field without a storage class
     */
    public static List<Value> read(StructLayout layout, byte[] image) {
        if (image.length != layout.allocated()) {
            throw RejectException.malformed("struct-length",
                    image.length + " bytes, the struct has " + layout.allocated());
        }
        Header.read(image);
        List<Value> values = new ArrayList<>();
        for (int k = 0; k < layout.fields().size(); k++) {
            StorageClass storage = storage(layout.fields().get(k));
            values.add(storage.load(LittleEndian.unsigned(image, offset(layout, k), storage.size())));
        }
        return values;
    }

    private static int offset(StructLayout layout, int field) {
        return Math.toIntExact(layout.offsets().get(field));
    }

    private static StorageClass storage(Field field) {
        return field.type().storage().orElseThrow(
                () -> new PanicException(PanicCode.TYPE, "the field " + field.name() + " holds no single value"));
    }
}
