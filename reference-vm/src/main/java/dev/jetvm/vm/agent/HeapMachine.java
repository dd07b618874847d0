package dev.jetvm.vm.agent;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.jetvm.runtime.gc.FinalizerRun;
import dev.jetvm.runtime.gc.HeapOptions;
import dev.jetvm.runtime.gc.ManagedHeap;
import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.gc.PerMutator;
import dev.jetvm.runtime.gc.RootSource;
import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.HeaderWord;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.type.TypeOptions;
import dev.jetvm.runtime.type.TypeSystem;
import dev.jetvm.runtime.type.TypeTable;
import dev.jetvm.runtime.value.Value;
import dev.jetvm.runtime.value.ValueModel;
import dev.jetvm.vm.log.RuntimeLog;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The heap of a session with one mutator and the suite's handles. Parts of other chapters attach themselves with
 * {@link #part}; they end with the heap.
 */
@PerMutator
final class HeapMachine implements AutoCloseable {
    static final String HANDLE = "\\$[A-Za-z0-9_.-]{1,64}";

    private final ValueModel model;
    private final ManagedHeap heap;
    private final TypeTable types;
    private final Mutator mutator;
    private final TypeOptions typeOptions;
    private final Handles handles = new Handles();
    @GuardedBy("this")
    private final Map<Class<?>, Object> parts = new LinkedHashMap<>();
    private final PrintStream log;
    private @Nullable TypeSystem typeSystem;

    /** @param log where collections are told if the options say so */
    HeapMachine(ValueModel model, HeapOptions options, TypeOptions typeOptions, PrintStream log) {
        this.model = model;
        this.log = log;
        this.heap = new ManagedHeap(options, model, TypeTable::new);
        this.types = (TypeTable) heap.shapes();
        this.mutator = heap.attach("main");
        heap.addRoots(handles);
        this.typeOptions = typeOptions;
        if (options.log()) {
            heap.addListener(report -> log.println(RuntimeLog.collection(report)));
        }
    }

    ManagedHeap heap() {
        return heap;
    }

    TypeTable types() {
        return types;
    }

    /**
     * The types of the session; for the session's thread. Their descriptors take room, so a session that never asks for
     * types has none. They are no part: making them is a safepoint, and finalizers may wait for the monitor of the parts.
     */
    TypeSystem typeSystem() {
        TypeSystem known = typeSystem;
        if (known == null) {
            known = new TypeSystem(heap, types, mutator, model, typeOptions.reflection());
            typeSystem = known;
        }
        return known;
    }

    Mutator mutator() {
        return mutator;
    }

    ValueModel model() {
        return model;
    }

    /**
     * How a failed finalizer is told.
     *
     * @spec FIN-11
     */
    void logFailure(FinalizerRun run) {
        log.println(RuntimeLog.failure(run));
    }

    /** The global cells of the session. */
    Globals globals() {
        return part(Globals.class, _ -> {
            Globals globals = new Globals(model);
            heap.addRoots(globals);
            return globals;
        });
    }

    /** The part of a chapter, made when it is first asked for; by any thread. Making one reaches no safepoint. */
    synchronized <T> T part(Class<T> type, Function<HeapMachine, T> maker) {
        Object known = parts.get(type);
        if (known == null) {
            known = maker.apply(this);
            parts.put(type, known);
        }
        return type.cast(known);
    }

    // --- handles ---

    private static String name(String handle) {
        if (!handle.matches(HANDLE)) {
            throw new BadRequest("a handle is $ and 1 to 64 letters, digits, _ . or -, not \"" + handle + "\"");
        }
        return handle;
    }

    /** Roots a word under the handle that a member of the request names. */
    void bind(Arguments in, String member, long word) {
        handles.set(name(in.text(member)), word);
    }

    /** Roots a word if the request wishes it. */
    void bindIfAsked(Arguments in, long word) {
        if (in.has("into")) {
            bind(in, "into", word);
        }
    }

    /** Checks the name before anything is allocated for it. */
    void checkName(Arguments in, String member) {
        name(in.text(member));
    }

    /** The word of the handle that a member of the request names. */
    long word(Arguments in, String member) {
        return wordOf(in.text(member));
    }

    private long wordOf(String handle) {
        return handles.get(name(handle)).orElseThrow(() -> new UnknownHandle(handle));
    }

    /** The address of the object that a handle holds. @throws PanicException {@code type} if it holds none */
    long object(Arguments in, String member) {
        long word = word(in, member);
        if (!model.isReference(word)) {
            throw new PanicException(PanicCode.TYPE, in.text(member) + " holds no object");
        }
        return model.address(word);
    }

    /** The address of a weak reference that a handle holds. @throws PanicException {@code type} if it holds another */
    long weakReference(Arguments in, String member) {
        return requireWeak(object(in, member));
    }

    /** The very object. @throws PanicException {@code type} if it is no weak reference */
    long requireWeak(long object) {
        if (typeOf(object) != BuiltinType.WEAK_REF.id()) {
            throw new PanicException(PanicCode.TYPE, "the object is no weak reference");
        }
        return object;
    }

    void drop(Arguments in) {
        String handle = name(in.text("handle"));
        if (!handles.drop(handle)) {
            throw new UnknownHandle(handle);
        }
    }

    // --- values ---

    /** The word of a value of the request. A safepoint: addresses read before are stale afterwards. */
    long read(Arguments value) {
        return value.text("kind").equals("object")
                ? wordOf(value.text("handle"))
                : model.toWord(Plain.read(value), mutator);
    }

    /** A word as the answer shows it: by content where a plain value can say it, otherwise by its type. */
    ObjectNode write(long word) {
        return write(word, mutator);
    }

    /** The answer that shows a word, and roots it if that was asked for. */
    ObjectNode shown(Arguments in, long word) {
        bindIfAsked(in, word);
        ObjectNode answer = Json.object();
        answer.set("value", write(word));
        return answer;
    }

    /** As {@link #write(long)}, on another thread than the session's. */
    ObjectNode write(long word, Mutator mutator) {
        Value value = model.toValue(word, mutator);
        return value instanceof Value.Ref(long address)
                ? Json.object().put("kind", "object").put("type", types.name(typeOf(address)))
                : Plain.write(value);
    }

    /** The id of the type of an object. */
    int typeOf(long address) {
        return HeaderWord.type(heap.store().memory().word(address));
    }

    private synchronized List<Object> allParts() {
        return List.copyOf(parts.values());
    }

    /** From now on nothing of the program keeps an object: no handle, no cell, no frame. */
    void giveUpRoots() {
        heap.removeRoots(handles);
        allParts().forEach(part -> {
            if (part instanceof RootSource roots) {
                heap.removeRoots(roots);
            }
        });
    }

    @Override
    public void close() {
        // Threads that have to end may want to collect first.
        mutator.enterBlocked();
        for (Object part : allParts()) {
            if (part instanceof AutoCloseable closeable) {
                end(closeable);
            }
        }
        mutator.leaveBlocked();
        mutator.close();
        heap.close();
    }

    private static void end(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            throw new IllegalStateException("a part of the heap does not close", e);
        }
    }
}
