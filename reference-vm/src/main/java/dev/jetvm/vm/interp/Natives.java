package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.Header;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The native functions of module {@link #MODULE}, which every machine provides.
 *
 * <p>Errata: ERR-273.
 *
 * @spec INTERP-08
 * @spec ERR-218
 */
public final class Natives {
    public static final String MODULE = "jet";
    private static final Header HEADER = Header.fresh(BuiltinType.NATIVE.id(), Long.BYTES, 0, Long.BYTES);

    private final Vm vm;
    private final List<Native> all = new ArrayList<>();
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final Map<Integer, Long> words = new LinkedHashMap<>();

    Natives(Vm vm) {
        this.vm = vm;
        world();
        NativeNumbers.define(this);
        new NativeMemory(vm).define(this);
        new NativeTypes(vm).define(this);
    }

    void define(String name, int arity, Native.Body body) {
        numbers.put(name, all.size());
        all.add(new Native(name, arity, body));
    }

    Native at(int number) {
        return all.get(number);
    }

    /**
     * Returns the word of a native, or null if there is none of this name. A safepoint; the lock of the machine must be
     * held.
     */
    public @Nullable Long word(Mutator mutator, String name) {
        Integer number = numbers.get(name);
        return number == null ? null : words.computeIfAbsent(number, each -> object(mutator, each));
    }

    private long object(Mutator mutator, int number) {
        long object = vm.heap().allocateImmortal(mutator, HEADER);
        mutator.memory().setWord(object + Calls.NUMBER_OFFSET, (long) number << Values.RAW_SHIFT);
        return vm.model().reference(object);
    }

    private void world() {
        define("clock", 0, (in, _, _) -> in.values.ofFloat64(System.nanoTime() / 1e9));
        define("write", 1, (in, first, _) -> {
            in.task.print(in.text.text(Native.arg(in, first)));
            return in.values.nil;
        });
        define("args", 0, (in, _, _) -> argumentList(in));
        define("frames", 0, (in, _, _) -> in.values.ofInt(in.stack.depth()));
    }

    /** Returns the arguments of the program as a list of strings. A safepoint. */
    public long argumentList(Worker in) {
        return in.aggregates.texts(vm.arguments());
    }
}
