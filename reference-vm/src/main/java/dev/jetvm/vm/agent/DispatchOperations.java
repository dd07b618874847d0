package dev.jetvm.vm.agent;

import static dev.jetvm.runtime.type.TypeConstants.*;
import static dev.jetvm.vm.agent.Json.object;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.memory.HeaderConstants;
import dev.jetvm.runtime.type.Function;
import dev.jetvm.runtime.type.Interface;
import dev.jetvm.runtime.type.Traits;
import dev.jetvm.runtime.type.TypeSystem;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Operations of chapter Types: calls through interfaces and trait objects. */
final class DispatchOperations {
    private static final String DISPATCH = "type.dispatch";
    static final String INTERFACES = "type.interfaces";
    private static final String TRAITS = "type.traits";

    private final Machine machine;

    DispatchOperations(Machine machine) {
        this.machine = machine;
    }

    List<Operation> all() {
        return List.of(new Operation("type.call", INTERFACES, this::call),
                new Operation("type.invoke", DISPATCH, this::invoke),
                new Operation("type.implements", INTERFACES, this::implementsIt),
                new Operation("trait.make", TRAITS, this::make), new Operation("trait.words", TRAITS, this::words),
                new Operation("trait.vtable", TRAITS, this::vtable),
                new Operation("trait.call", TRAITS, this::callTrait),
                new Operation("trait.is", TRAITS, this::is), new Operation("trait.cast", TRAITS, this::cast));
    }

    private TypeMachine machine() {
        return TypeMachine.of(machine);
    }

    private TypeSystem types() {
        return machine().types();
    }

    private Traits traits() {
        return types().traits();
    }

    private ObjectNode called(Arguments in, Function function, int base, int arguments) {
        return machine().heap().shown(in, machine().calls().call(function, base, arguments));
    }

    private ObjectNode call(Arguments in) {
        Interface target = types().interfaceNamed(in.text("interface"));
        int slot = target.slot(in.text("method"));
        return machine().calling(in, (base, arguments) -> called(in,
                types().find(machine().typeOf(base), target, slot), base, arguments));
    }

    private ObjectNode invoke(Arguments in) {
        return machine().calling(in, (base, arguments) -> called(in,
                types().method(machine().typeOf(base), in.clamped("index")), base, arguments));
    }

    private ObjectNode implementsIt(Arguments in) {
        Interface target = types().interfaceNamed(in.text("interface"));
        return object().put("implements", types().implementsIt(types().id(in.text("type")), target));
    }

    // --- trait objects ---

    private long trait(Arguments in) {
        long word = machine().heap().word(in, "trait");
        traits().vtableOf(word);
        return word;
    }

    private ObjectNode make(Arguments in) {
        TypeMachine machine = machine();
        machine.heap().checkName(in, "into");
        Interface target = types().interfaceNamed(in.text("interface"));
        Mutator mutator = machine.heap().mutator();
        int kept = mutator.keep(machine.heap().read(in.nested("object")));
        try {
            machine.heap().bind(in, "into", machine.heap().model().reference(traits().make(mutator, kept, target)));
        } finally {
            mutator.release(kept);
        }
        return object();
    }

    private ObjectNode words(Arguments in) {
        long at = machine().heap().model().address(trait(in));
        return object().put("bytes", machine().bytes(at + HeaderConstants.HEADER_SIZE, TRAIT_PAYLOAD, IntStream.of(0)));
    }

    private ObjectNode vtable(Arguments in) {
        Traits.Vtable vtable = traits().vtableOf(trait(in));
        int slots = vtable.trait().methods().size();
        IntStream words = IntStream.rangeClosed(0, slots).map(k -> VTABLE_DROP + Long.BYTES * k);
        ObjectNode answer = object().put("index", vtable.index()).put("type", types().name(vtable.type()))
                .put("interface", vtable.trait().name())
                .put("bytes", machine().bytes(machine().payload(vtable.word()),
                        VTABLE_METHODS + (long) Long.BYTES * slots, words));
        ArrayNode methods = answer.putArray("methods");
        for (int slot = 0; slot < slots; slot++) {
            methods.add(traits().method(machine().heap().word(in, "trait"), slot).name());
        }
        return answer;
    }

    private ObjectNode callTrait(Arguments in) {
        Mutator mutator = machine().heap().mutator();
        return machine().calling(in, (base, arguments) -> {
            Traits.Vtable vtable = traits().vtableOf(mutator.kept(base));
            Function function = traits().method(mutator.kept(base), vtable.trait().slot(in.text("method")));
            mutator.setKept(base, traits().data(mutator.kept(base)));
            return called(in, function, base, arguments);
        });
    }

    private ObjectNode is(Arguments in) {
        return object().put("is", traits().is(trait(in), types().id(in.text("type"))));
    }

    private ObjectNode cast(Arguments in) {
        return machine().heap().shown(in, traits().cast(trait(in), types().id(in.text("type"))));
    }
}
