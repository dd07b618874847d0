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
 * The declaration of a struct type.
 *
 * @param id the requested type id, or 0 for the next free one
 * @param name the fully qualified name
 * @param fields the fields in declaration order
 * @param constants the names of the const fields, which can be written only once
 * @param methods the methods in the order of the method table
 * @param implementations the implemented interfaces in the order of the interface list
 * @param drop the name of the drop function, or empty
 */
public record TypeDeclaration(int id, String name, List<Field> fields, Set<String> constants,
        Representation representation, List<Method> methods, List<Implementation> implementations, String drop) {

    /**
     * The implementation of an interface by a type.
     *
     * @param target the name of the interface
     * @param methods the names of the implementing methods, one for each slot, in slot order
     */
    public record Implementation(String target, List<String> methods) {}

    /** Checks everything that does not depend on other types, and returns the layout. */
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
