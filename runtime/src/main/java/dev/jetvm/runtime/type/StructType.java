package dev.jetvm.runtime.type;

import dev.jetvm.runtime.object.Field;
import dev.jetvm.runtime.object.StructLayout;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A registered struct type.
 *
 * @param info the layout information for the collector
 * @param places the fields by name
 * @param descriptor the address of the type's descriptor in immortal space
 */
public record StructType(TypeInfo info, TypeDeclaration declaration, StructLayout layout,
        Map<String, FieldPlace> places,
        long descriptor) {

    /**
     * The location of a field.
     *
     * @param index the position in declaration order, from 0
     * @param offset in bytes from the start of the header
     * @param constant whether the field can be written only once
     */
    public record FieldPlace(int index, Field field, long offset, boolean constant) {}

    static StructType of(TypeInfo info, TypeDeclaration declaration, StructLayout layout, long descriptor) {
        Map<String, FieldPlace> places = new HashMap<>();
        for (int k = 0; k < layout.fields().size(); k++) {
            Field field = layout.fields().get(k);
            places.put(field.name(), new FieldPlace(k, field, layout.offsets().get(k),
                    declaration.constants().contains(field.name())));
        }
        return new StructType(info, declaration, layout, places, descriptor);
    }

    public int id() {
        return info.id();
    }

    public String name() {
        return info.name();
    }

    public Optional<FieldPlace> find(String field) {
        return Optional.ofNullable(places.get(field));
    }

    /**
     * Returns a field by name.
     *
     * @throws PanicException {@code property}, naming the field, if the type has no such field
     */
    public FieldPlace field(String field) {
        return find(field).orElseThrow(
                () -> new PanicException(PanicCode.PROPERTY, name() + " has no property " + field));
    }
}
