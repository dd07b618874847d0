package dev.jetvm.runtime.type;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.gc.PerMutator;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.value.Operations;
import dev.jetvm.runtime.value.Operator;
import dev.jetvm.runtime.value.Value;
import dev.jetvm.runtime.value.ValueModel;
import java.util.List;
import java.util.Optional;

/**
 * Calls methods. The receiver and the arguments are in consecutive temporary roots, because method bodies can allocate.
 *
 * @spec TYPE-10
 * @spec TYPE-20
 */
@PerMutator
public final class Calls {
    private final TypeSystem types;
    private final Structs structs;
    private final Mutator mutator;
    private final ValueModel model;

    public Calls(TypeSystem types, Structs structs, Mutator mutator) {
        this.types = types;
        this.structs = structs;
        this.mutator = mutator;
        this.model = types.model();
    }

    /**
     * Checks the arguments of a call.
     *
     * @param base the temporary root of the receiver
     * @param arguments the number of arguments in the roots that follow
     * @return the panic {@code arity} or {@code type} of a bad argument list, or empty
     */
    public Optional<PanicException> flaw(Function function, int base, int arguments) {
        List<String> wanted = function.method().signature().parameters();
        if (arguments != wanted.size()) {
            return Optional.of(new PanicException(PanicCode.ARITY,
                    "%s takes %d arguments, not %d".formatted(function.name(), wanted.size(), arguments)));
        }
        for (int k = 0; k < arguments; k++) {
            String given = types.name(types.typeOf(mutator.kept(base + 1 + k)));
            if (!wanted.get(k).equals(Signature.ANY) && !wanted.get(k).equals(given)) {
                return Optional.of(new PanicException(PanicCode.TYPE, "argument %d of %s is a %s, wanted: %s"
                        .formatted(k, function.name(), given, wanted.get(k))));
            }
        }
        return Optional.empty();
    }

    /**
     * Calls a method. This is a safepoint.
     *
     * @param base the temporary root of the receiver
     * @param arguments the number of arguments in the roots that follow
     * @return the word of the method's result
     * @throws PanicException {@code arity}, {@code type}, and any panic of the body
     * @throws IllegalStateException if the body is a {@link Body.Code}, which the virtual machine executes
     */
    public long call(Function function, int base, int arguments) {
        flaw(function, base, arguments).ifPresent(flaw -> {
            throw flaw;
        });
        return run(function.method().body(), base);
    }

    private long run(Body body, int base) {
        return switch (body) {
            case Body.Return(Value value) -> model.toWord(value, mutator);
            case Body.Self() -> mutator.kept(base);
            case Body.Argument(int index) -> mutator.kept(base + 1 + index);
            case Body.FieldOf(String name) -> field(mutator.kept(base), name);
            case Body.Add(List<Body> operands) -> add(operands, base);
            case Body.Code(int number) ->
                throw new IllegalStateException("function " + number + " is run by its machine");
        };
    }

    private long field(long receiver, String name) {
        StructType type = types.struct(types.typeOf(receiver));
        if (type == null) {
            throw new PanicException(PanicCode.NON_OBJECT, "the field " + name + " of what has none");
        }
        return structs.get(model.address(receiver), type.field(name));
    }

    private long add(List<Body> operands, int base) {
        Value sum = model.toValue(run(operands.getFirst(), base), mutator);
        for (Body operand : operands.subList(1, operands.size())) {
            sum = Operations.apply(Operator.ADD, sum, model.toValue(run(operand, base), mutator));
        }
        return model.toWord(sum, mutator);
    }

}
