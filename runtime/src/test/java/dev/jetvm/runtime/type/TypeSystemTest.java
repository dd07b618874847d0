package dev.jetvm.runtime.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetvm.runtime.gc.HeapOptions;
import dev.jetvm.runtime.gc.ManagedHeap;
import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.object.Field;
import dev.jetvm.runtime.object.FieldType;
import dev.jetvm.runtime.object.Representation;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.value.StorageClass;
import dev.jetvm.runtime.value.ValueModel;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What no request can say: a declaration of 65,536 fields is longer than a line of the protocol. */
class TypeSystemTest {
    private final ManagedHeap heap = new ManagedHeap(HeapOptions.defaults(), ValueModel.TAGGED, TypeTable::new);
    private final Mutator mutator = heap.attach("test");
    private final TypeSystem types = new TypeSystem(heap, (TypeTable) heap.shapes(), mutator, ValueModel.TAGGED, true);

    private static TypeDeclaration references(int count) {
        List<Field> fields = IntStream.range(0, count)
                .mapToObj(k -> new Field("f" + k, FieldType.of(StorageClass.REF))).toList();
        return new TypeDeclaration(0, "Wide", fields, Set.of(), Representation.DEFAULT, List.of(), List.of(), "");
    }

    /** Clauses: TYPE-01, TYPE-24. */
    @Test
    void aCountOfSixteenBitsIsTheLimitOfReferenceFields() {
        assertThatThrownBy(() -> types.definitions().define(mutator, references(65_536)))
                .isInstanceOfSatisfying(RejectException.class,
                        refused -> assertThat(refused.code()).isEqualTo("type-references"));
        assertThat(types.definitions().define(mutator, references(65_535)).info().references()).hasSize(65_535);
    }
}
