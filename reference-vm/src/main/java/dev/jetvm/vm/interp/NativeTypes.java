package dev.jetvm.vm.interp;

import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.object.Field;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.type.Reflection;
import dev.jetvm.runtime.type.StructType;
import java.util.List;

/**
 * Natives for reflection.
 *
 * @spec INTERP-08
 * @spec INTERP-16
 * @spec TYPE-18
 */
final class NativeTypes {
    /** Maximum number of arguments that an instruction can pass. */
    private static final int ARGUMENTS_MAX = 255;

    private final Vm vm;

    NativeTypes(Vm vm) {
        this.vm = vm;
    }

    void define(Natives natives) {
        natives.define("type_of", 1, (in, first, _) -> in.aggregates.text(
                in.structs.types().hasReflection()
                        ? in.structs.types().name(in.structs.types().typeOf(Native.arg(in, first)))
                        : Reflection.STRIPPED));
        natives.define("fields", 1, (in, first, _) -> {
            requireReflection(in);
            return fields(in, Native.arg(in, first));
        });
        natives.define("get_field", 2, (in, first, _) -> {
            requireReflection(in);
            String name = Native.text(in, Native.arg(in, first + 1));
            long object = Native.arg(in, first);
            if (in.values.is(object, BuiltinType.INSTANCE)) {
                return in.instances.field(object, name);
            }
            StructType type = struct(in, object);
            return in.structs.get(type, type.field(name).index(), object);
        });
        natives.define("call_method", 3, this::callMethod);
    }

    private static void requireReflection(Worker in) {
        if (!in.structs.types().hasReflection()) {
            throw new PanicException(PanicCode.NATIVE, Reflection.UNAVAILABLE);
        }
    }

    private static StructType struct(Worker in, long object) {
        StructType type = in.values.isReference(object)
                ? in.structs.types().struct(in.structs.types().typeOf(object))
                : null;
        if (type == null) {
            throw new PanicException(PanicCode.NON_OBJECT, "only instances and structs have fields");
        }
        return type;
    }

    private static long fields(Worker in, long object) {
        List<String> names = in.values.is(object, BuiltinType.INSTANCE)
                ? List.of(in.instances.shapeOf(object).names())
                : struct(in, object).layout().fields().stream().map(Field::name).toList();
        return in.aggregates.texts(names);
    }

    /** Calls a method with the arguments in a list. The frame of the method replaces the operands of the native. */
    private long callMethod(Worker in, int first, int count) {
        requireReflection(in);
        Native.requireSequence(in, Native.arg(in, first + 2));
        long length = in.aggregates.length(Native.arg(in, first + 2));
        if (length > ARGUMENTS_MAX) {
            throw new PanicException(PanicCode.ARITY, length + " arguments; no function takes as many");
        }
        String name = Native.text(in, Native.arg(in, first + 1));
        int base = in.mutator.mark();
        try {
            // Reading an element may allocate a box and move the method and the receiver.
            int method = in.mutator.keep(method(in, Native.arg(in, first), name));
            int elements = in.mutator.mark();
            for (int k = 0; k < length; k++) {
                in.mutator.keep(in.aggregates.get(Native.arg(in, first + 2), in.values.ofInt(k)));
            }
            long[] words = new long[1 + (int) length];
            words[0] = Native.arg(in, first);
            for (int k = 0; k < length; k++) {
                words[1 + k] = in.mutator.kept(elements + k);
            }
            in.calls.callMethod(in.mutator.kept(method), words, first - 1);
        } finally {
            in.mutator.release(base);
        }
        return Native.TRANSFERRED;
    }

    private long method(Worker in, long receiver, String name) {
        if (in.values.is(receiver, BuiltinType.INSTANCE)) {
            return in.classes.method(in.instances.classOf(receiver), name);
        }
        StructType type = struct(in, receiver);
        return vm.function(TraitObjects.number(in.structs.types().method(type, name).orElseThrow(
                () -> new PanicException(PanicCode.PROPERTY, type.name() + " has no method " + name)))).word;
    }
}
