package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.Header;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The native functions of module {@link #MODULE}, which every machine provides, and of the modules whose names begin with
 * {@link #MODULE} and a dot, one for each optional feature.
 *
 * <p>Errata: ERR-273.
 *
 * @spec INTERP-08
 * @spec ERR-218
 */
public final class Natives {
    public static final String MODULE = "jet";
    private static final String PART = MODULE + ".";
    private static final char SEPARATOR = '.';
    private static final Header HEADER = Header.fresh(BuiltinType.NATIVE.id(), Long.BYTES, 0, Long.BYTES);

    private final Vm vm;
    private final NativePipes pipes;
    private final List<Native> all = new ArrayList<>();
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final Map<Integer, Long> words = new LinkedHashMap<>();

    Natives(Vm vm) {
        this.vm = vm;
        this.pipes = new NativePipes(vm);
        world();
        NativeNumbers.define(this);
        new NativeMemory(vm).define(this);
        new NativeTypes(vm).define(this);
        new NativeTasks(vm).define(this);
        new NativeChannels(vm).define(this);
        NativeContinuations.define(this);
        NativeExit.define(this, vm);
        pipes.define(this);
    }

    List<String> leaks() {
        return pipes.leaks();
    }

    void define(String name, int arity, Native.Body body) {
        define(MODULE, name, arity, body);
    }

    void define(String module, String name, int arity, Native.Body body) {
        numbers.put(module + SEPARATOR + name, all.size());
        all.add(new Native(name, arity, body));
    }

    /** Returns whether a module consists of natives; no module of a program may have such a name. */
    public static boolean isModule(String name) {
        return name.equals(MODULE) || name.startsWith(PART);
    }

    /** Returns the feature that a program needs that imports from a module of natives. */
    public static String feature(String module) {
        return "vm." + (module.equals(MODULE) ? "natives" : module.substring(PART.length()));
    }

    /** Returns the features of the modules of this machine. */
    public static Set<String> features() {
        Set<String> features = new TreeSet<>(NativeTasks.MODULES.stream().map(Natives::feature).toList());
        NativeChannels.MODULES.forEach(module -> features.add(feature(module)));
        features.add(feature(MODULE));
        features.add(feature(NativePipes.MODULE));
        features.add(feature(NativeContinuations.MODULE));
        features.add(feature(NativeExit.MODULE));
        return features;
    }

    /** Returns the names of all natives, each after its module and a dot. */
    Map<Native, String> names() {
        Map<Native, String> names = new IdentityHashMap<>();
        numbers.forEach((name, number) -> names.put(all.get(number), name));
        return names;
    }

    /** Gives up what natives hold outside of the heap. No task runs any more. */
    void close() {
        pipes.close();
    }

    Native at(int number) {
        return all.get(number);
    }

    /**
     * Returns the word of a native, or null if there is none of this module and name. A safepoint; the lock of the machine must be
     * held.
     */
    public @Nullable Long word(Mutator mutator, String module, String name) {
        Integer number = numbers.get(module + SEPARATOR + name);
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
