package dev.jetvm.runtime.type;

import dev.jetvm.runtime.object.StructLayout;
import dev.jetvm.runtime.panic.RejectException;

/** A method declaration of a type. */
public record Method(Signature signature, Body body) {

    /**
     * Checks that the body refers only to existing arguments and fields.
     *
     * @throws RejectException {@code method-body} if it does not
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
                // Constants, the receiver and machine functions need no check here.
            }
        }
    }
}
