package dev.jetvm.vm.agent;

import static dev.jetvm.vm.agent.Json.object;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.type.Reflection;
import dev.jetvm.runtime.type.Reflection.Answer;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Operations of chapter Types: reflection by a running program. */
final class ReflectOperations {
    private static final String FEATURE = "type.reflect";

    private final Machine machine;

    ReflectOperations(Machine machine) {
        this.machine = machine;
    }

    List<Operation> all() {
        return List.of(new Operation("reflect.typeof", FEATURE, this::typeOf),
                new Operation("reflect.fields", FEATURE, this::fields),
                new Operation("reflect.call", FEATURE, this::call));
    }

    private TypeMachine machine() {
        return TypeMachine.of(machine);
    }

    private ObjectNode typeOf(Arguments in) {
        TypeMachine machine = machine();
        Mutator mutator = machine.heap().mutator();
        int kept = mutator.keep(machine.heap().read(in.nested("value")));
        try {
            int type = machine.typeOf(kept);
            long descriptor = machine.types().descriptor(mutator, type);
            machine.heap().bindIfAsked(in, machine.heap().model().reference(descriptor));
            return object().put("id", type).put("name", machine.reflection().name(type));
        } finally {
            mutator.release(kept);
        }
    }

    private ObjectNode fields(Arguments in) {
        ObjectNode answer = object();
        switch (machine().reflection().fields(machine().types().id(in.text("type")))) {
            case Answer.Found<List<Reflection.FieldView>>(var fields) -> {
                ArrayNode list = answer.putArray("fields");
                fields.forEach(field -> list.addObject().put("name", field.name()).put("type", field.type())
                        .put("offset", field.offset()).put("flags", field.flags()));
            }
            case Answer.Failed<List<Reflection.FieldView>>(String error) -> answer.put("error", error);
        }
        return answer;
    }

    private ObjectNode call(Arguments in) {
        return machine().calling(in, (base, arguments) -> switch (machine().reflection().call(base,
                machine().typeOf(base), in.text("method"), arguments)) {
            case Answer.Found<Long>(Long word) -> machine().heap().shown(in, word);
            case Answer.Failed<Long>(String error) -> object().put("error", error);
        });
    }
}
