package dev.jetvm.runtime.type;

import static dev.jetvm.runtime.type.TypeConstants.REFERENCES_MAX;

import dev.jetvm.runtime.object.Field;
import dev.jetvm.runtime.object.Representation;
import dev.jetvm.runtime.object.StructLayout;
import dev.jetvm.runtime.panic.RejectException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A struct type as a program declares it.
 *
 * @param id the id it shall have; 0 for the next one that is free
 * @param name fully qualified
 * @param fields in declaration order
 * @param constants names of the fields that are written once
 * @param methods in the order of the method table
 * @param implementations in the order of the interface list
 * @param drop name of the drop function, or empty
 */
public record TypeDeclaration(int id, String name, List<Field> fields, Set<String> constants,
        Representation representation, List<Method> methods, List<Implementation> implementations, String drop) {

    /**
     * How a type implements an interface.
     *
     * @param target name of the interface
     * @param methods names of the methods of the type, one for each slot
     */
    public record Implementation(String target, List<String> methods) {}

    /** The layout, once everything that needs no look at other types is found to be in order. */
    StructLayout check() {
        if (name.isEmpty()) {
            throw RejectException.invalid("type-name", "a type has a name");
        }
        StructLayout layout = StructLayout.of(fields, representation);
        if (fields.stream().filter(field -> field.type().isReference()).count() > REFERENCES_MAX) {
            throw RejectException.invalid("type-references", "a type has at most 65,535 reference fields");
        }
        Set<String> names = new HashSet<>();
        for (Method method : methods) {
            if (!names.add(method.signature().name())) {
                throw RejectException.invalid("method-duplicate",
                        "two methods are called " + method.signature().name());
            }
            method.check(layout);
        }
        return layout;
    }
}
