package dev.jetvm.runtime.object;

import dev.jetvm.runtime.panic.RejectException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A declared field of a struct. */
public record Field(String name, FieldType type) {

    /** @throws RejectException {@code field-duplicate} */
    static void checkNames(List<Field> fields) {
        Set<String> seen = new HashSet<>();
        for (Field field : fields) {
            if (!seen.add(field.name)) {
                throw RejectException.invalid("field-duplicate", "two fields are called " + field.name);
            }
        }
    }
}
