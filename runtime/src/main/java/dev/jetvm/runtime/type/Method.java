package dev.jetvm.runtime.type;

import dev.jetvm.runtime.object.StructLayout;
import dev.jetvm.runtime.panic.RejectException;

/** A method as a type declares it. */
public record Method(Signature signature, Body body) {

    /**
     * Whether the body names only what there is.
     *
     * @throws RejectException {@code method-body}
     */
    void check(StructLayout layout) {
        check(body, layout);
    }

    private void check(Body part, StructLayout layout) {
        switch (part) {
            case Body.Argument(int index) when index < 0 || index >= signature.parameters().size() ->
                throw RejectException.invalid("method-body", signature.name() + " has no argument " + index);
            case Body.FieldOf(String name) when layout.fields().stream()
                    .noneMatch(field -> field.name().equals(name)) ->
                throw RejectException.invalid("method-body", signature.name() + " reads the field " + name
                        + ", which the type lacks");
            case Body.Add(var operands) -> operands.forEach(operand -> check(operand, layout));
            default -> {
                // a constant and the receiver are always there
            }
        }
    }
}
