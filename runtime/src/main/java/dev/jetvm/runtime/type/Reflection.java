package dev.jetvm.runtime.type;

import dev.jetvm.runtime.object.Field;
import dev.jetvm.runtime.panic.PanicException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reflection for running programs. A request that cannot be satisfied returns an error value; a panic of a called
 * method propagates to the caller (ERR-093).
 *
 * @spec TYPE-18
 * @spec TYPE-19
 * @spec TYPE-20
 * @spec TYPE-21
 */
public final class Reflection {
    /** The error code when the program was stripped of names and fields. */
    public static final String UNAVAILABLE = "reflection-unavailable";
    /** The name of every type in a stripped program. */
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

    /**
     * A field as reported to the program.
     *
     * @param offset in bytes from the start of the header
     * @param flags {@link TypeConstants#FLAG_CONST} or {@link TypeConstants#FLAG_MUTABLE}
     */
    public record FieldView(String name, String type, long offset, int flags) {}

    public Reflection(TypeSystem types, Calls calls) {
        this.types = types;
        this.calls = calls;
    }

    /** Returns the name of a type, or {@code ?} in a stripped program. */
    public String name(int type) {
        return types.hasReflection() ? types.name(type) : STRIPPED;
    }

    /**
     * Returns the fields of a struct type in declaration order, or the error for a stripped program or another type.
     */
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
     * Calls a method by name. This is a safepoint.
     *
     * @param base the temporary root of the receiver
     * @param type the id of the receiver's type
     * @param arguments the number of arguments in the roots that follow
     * @return the word of the method's result, or the error code if there is no such method or the arguments do not fit
     * @throws PanicException any panic of the body
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
