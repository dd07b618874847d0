package dev.jetvm.runtime.object;

import dev.jetvm.runtime.memory.Alignment;
import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.value.StorageClass;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The type of a field or an element: its size and its alignment.
 *
 * @param name as declared; empty for a blob declared by size and alignment
 * @param size in bytes, 0 to 2^32-1
 * @param align in bytes, a power of two from 1 to 32768
 * @param storage the storage class; empty for a vector or a blob
 */
public record FieldType(String name, long size, int align, Optional<StorageClass> storage) {
    private static final List<FieldType> VECTORS = List.of(vector("vec4f", 16), vector("vec4i", 16),
            vector("vec8f", 32), vector("vec8i", 32));

    private static FieldType vector(String name, int size) {
        return new FieldType(name, size, size, Optional.empty());
    }

    /** Every named type, in the order of the specification's table. */
    public static Stream<FieldType> named() {
        return Stream.concat(Stream.of(StorageClass.values()).map(FieldType::of), VECTORS.stream());
    }

    public static FieldType of(StorageClass storage) {
        return new FieldType(storage.wire(), storage.size(), storage.size(), Optional.of(storage));
    }

    /** The type with a given name. @throws RejectException {@code field-type} if there is none */
    public static FieldType ofName(String name) {
        return named().filter(type -> type.name.equals(name)).findFirst()
                .orElseThrow(() -> RejectException.invalid("field-type", "there is no type " + name));
    }

    /** A type declared by size and alignment. @throws RejectException {@code layout-align} or {@code field-type} */
    public static FieldType blob(long size, long align) {
        if (!Header.isAlignment(align)) {
            throw RejectException.invalid("layout-align", align + " is not a power of two from 1 to 32768");
        }
        if (size < 0 || size > LayoutConstants.PAYLOAD_MAX) {
            throw RejectException.invalid("field-type", "a size is 0 to 2^32-1");
        }
        return new FieldType("", size, (int) align, Optional.empty());
    }

    public boolean isReference() {
        return storage.filter(StorageClass.REF::equals).isPresent();
    }

    /** The distance in bytes between adjacent elements of this type. */
    public long stride() {
        return Alignment.roundUp(size, align);
    }
}
