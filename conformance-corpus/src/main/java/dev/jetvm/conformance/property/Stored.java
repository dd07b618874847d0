package dev.jetvm.conformance.property;

import dev.jetvm.conformance.exchange.Plain;
import dev.jetvm.conformance.model.ArithmeticModel;
import dev.jetvm.conformance.model.FieldType;
import dev.jetvm.conformance.model.StorageModel;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import tools.jackson.databind.node.ObjectNode;

/** A storage class with a value in its range. */
final class Stored {
    private Stored() {}

    static Arbitrary<Map.Entry<String, ObjectNode>> any() {
        return Arbitraries.of(FieldType.STORAGE).flatMap(name -> value(name).map(plain -> Map.entry(name, plain)));
    }

    private static Arbitrary<ObjectNode> value(String storageClass) {
        return switch (storageClass) {
            case "f32" -> new Any.Float32().get().map(Plain::float32);
            case "f64" -> new Any.Float64().get().map(Plain::float64);
            case "bool" -> Arbitraries.of(true, false).map(Plain::bool);
            case "char" -> new Any.Scalar().get().map(Plain::character);
            case "ref" -> Arbitraries.oneOf(List.of(new Any.Address().get().map(Plain::ref),
                    new Any.Int61().get().map(Plain::integer), new Any.ShortText().get().map(Plain::string),
                    new Any.Float32().get().map(Plain::float32), Arbitraries.just(Plain.nil())));
            default -> Arbitraries.bigIntegers().between(StorageModel.min(storageClass), StorageModel.max(storageClass))
                    .map(number -> ArithmeticModel.isInt(number) ? number : number.shiftRight(4))
                    .map(Plain::integer);
        };
    }
}
