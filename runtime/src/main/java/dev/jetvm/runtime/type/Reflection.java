package dev.jetvm.runtime.type;

import dev.jetvm.runtime.object.Field;
import dev.jetvm.runtime.panic.PanicException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Types looked at by a running program. What cannot be done is answered with an error as a value; panics of what is
 * called pass through (ERR-093).
 *
 * @spec TYPE-18
 * @spec TYPE-19
 * @spec TYPE-20
 * @spec TYPE-21
 */
public final class Reflection {
    /** Of a program whose names and fields were left out. */
    public static final String UNAVAILABLE = "reflection-unavailable";
    /** The name of every type of such a program. */
    public static final String STRIPPED = "?";
    private static final String NO_METHOD = "no-method";
    private static final String NO_FIELDS = "no-fields";

    private final TypeSystem types;
    private final Calls calls;

    /** A result or the code of an error. */
    public sealed interface Answer<T> {
        record Found<T>(T result) implements Answer<T> {}

        record Failed<T>(String error) implements Answer<T> {}
    }

    /** A field as it is listed. */
    public record FieldView(String name, String type, long offset, int flags) {}

    public Reflection(TypeSystem types, Calls calls) {
        this.types = types;
        this.calls = calls;
    }

    /** The name of a type, or {@code ?} if names were left out. */
    public String name(int type) {
        return types.hasReflection() ? types.name(type) : STRIPPED;
    }

    /** All fields of a struct type, in declaration order. */
    public Answer<List<FieldView>> fields(int type) {
        StructType struct = types.struct(type);
        if (!types.hasReflection()) {
            return new Answer.Failed<>(UNAVAILABLE);
        }
        if (struct == null) {
            return new Answer.Failed<>(NO_FIELDS);
        }
        List<FieldView> fields = new ArrayList<>();
        for (Field field : struct.layout().fields()) {
            StructType.FieldPlace place = struct.field(field.name());
            fields.add(new FieldView(field.name(), field.type().name(), place.offset(),
                    place.constant() ? TypeConstants.FLAG_CONST : TypeConstants.FLAG_MUTABLE));
        }
        return new Answer.Found<>(List.copyOf(fields));
    }

    /**
     * Calls a method by its name. A safepoint.
     *
     * @param base temporary root of the receiver
     * @param type of the receiver
     * @param arguments how many follow it
     * @return the word of its value
     * @throws PanicException what the body panics with
     */
    public Answer<Long> call(int base, int type, String method, int arguments) {
        if (!types.hasReflection()) {
            return new Answer.Failed<>(UNAVAILABLE);
        }
        StructType struct = types.struct(type);
        Optional<Function> function = struct == null ? Optional.empty() : types.method(struct, method);
        if (function.isEmpty()) {
            return new Answer.Failed<>(NO_METHOD);
        }
        Optional<PanicException> flaw = calls.flaw(function.get(), base, arguments);
        return flaw.<Answer<Long>>map(found -> new Answer.Failed<>(found.code().wire()))
                .orElseGet(() -> new Answer.Found<>(calls.call(function.get(), base, arguments)));
    }
}
