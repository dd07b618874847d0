package dev.jetvm.runtime.type;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.runtime.gc.HeapOptions;
import dev.jetvm.runtime.gc.HeapVerifier;
import dev.jetvm.runtime.gc.ManagedHeap;
import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.object.Representation;
import dev.jetvm.runtime.type.TypeDeclaration.Implementation;
import dev.jetvm.runtime.value.Value;
import dev.jetvm.runtime.value.ValueModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several mutators share one type system: each defines types and makes and uses trait objects while the others do. */
final class SharedTypesTest {
    private static final int THREADS = 3;
    private static final int TYPES = 60;
    private static final ValueModel MODEL = ValueModel.TAGGED;

    @ParameterizedTest
    @ValueSource(strings = {"", "safepoint,poison", "allocation,yield"})
    void eachMakesItsTypesAndTraitObjects(String stress) throws Exception {
        ManagedHeap heap = new ManagedHeap(HeapOptions.of(Map.of("heap.initial_size", "2M", "gc.nursery_size", "128K",
                "scheduler.threads", "1", "gc.stress", stress), 7), MODEL, TypeTable::new);
        Mutator main = heap.attach("main");
        TypeSystem types = new TypeSystem(heap, (TypeTable) heap.shapes(), main, MODEL, true);
        Interface named = types.definitions().define(0, "Named", List.of(new Signature("name", List.of())));
        main.enterBlocked();
        try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Integer>> made = new ArrayList<>();
            for (int k = 0; k < THREADS; k++) {
                String prefix = "T" + k + "x";
                made.add(pool.submit(() -> work(heap, types, named, prefix)));
            }
            for (Future<Integer> each : made) {
                assertThat(each.get()).isEqualTo(TYPES);
            }
        }
        main.leaveBlocked();
        assertThat(HeapVerifier.verify(heap, main).problems()).isEmpty();
        main.close();
    }

    private static int work(ManagedHeap heap, TypeSystem types, Interface named, String prefix) {
        int right = 0;
        try (Mutator mutator = heap.attach(prefix)) {
            Structs structs = new Structs(mutator, MODEL);
            for (int k = 0; k < TYPES; k++) {
                StructType type = types.definitions().define(mutator, declaration(prefix + k));
                int kept = mutator.keep(MODEL.reference(structs.allocate(type)));
                int box = mutator.keep(MODEL.reference(types.traits().make(mutator, kept, named)));
                long word = mutator.kept(box);
                boolean same = types.traits().vtableOf(word).type() == type.id()
                        && types.traits().data(word) == mutator.kept(kept)
                        && types.traits().method(word, 0).name().equals("name");
                right += same ? 1 : 0;
                mutator.release(kept);
            }
        }
        return right;
    }

    private static TypeDeclaration declaration(String name) {
        Method method = new Method(new Signature("name", List.of()), new Body.Return(Value.Nil.NIL));
        return new TypeDeclaration(0, name, List.of(), Set.of(), Representation.DEFAULT, List.of(method),
                List.of(new Implementation("Named", List.of("name"))), "");
    }
}
