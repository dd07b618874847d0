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
 * The heap of a session with one mutator and the handles of the suite. Other chapters attach parts with {@link #part},
 * which are closed with the heap.
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

    /** @param log receives a line for each collection if the options request it */
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
     * Returns the types of the session; only for the session's thread. Their descriptors occupy memory, so they are
     * created on first use. They are not a part: creating them is a safepoint, and finalizers may wait for the monitor
     * of the parts.
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
     * Logs a failed finalizer.
     *
     * @spec FIN-11
     */
    void logFailure(FinalizerRun run) {
        log.println(RuntimeLog.failure(run));
    }

    /** Returns the global cells of the session. */
    Globals globals() {
        return part(Globals.class, _ -> {
            Globals globals = new Globals(model);
            heap.addRoots(globals);
            return globals;
        });
    }

    /**
     * Returns the part of a chapter, created on first use. Any thread may call this. The maker must not reach a
     * safepoint.
     */
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

    /** Binds the handle named by a member of the request to a word. */
    void bind(Arguments in, String member, long word) {
        handles.set(name(in.text(member)), word);
    }

    /** Binds {@code into} to a word if the request has this member. */
    void bindIfAsked(Arguments in, long word) {
        if (in.has("into")) {
            bind(in, "into", word);
        }
    }

    /** Checks a handle's name before anything is allocated for it. */
    void checkName(Arguments in, String member) {
        name(in.text(member));
    }

    /** Returns the word of the handle named by a member of the request. */
    long word(Arguments in, String member) {
        return wordOf(in.text(member));
    }

    private long wordOf(String handle) {
        return handles.get(name(handle)).orElseThrow(() -> new UnknownHandle(handle));
    }

    /**
     * Returns the address of the object that a handle holds.
     *
     * @throws PanicException {@code type} if it does not hold an object
     */
    long object(Arguments in, String member) {
        long word = word(in, member);
        if (!model.isReference(word)) {
            throw new PanicException(PanicCode.TYPE, in.text(member) + " holds no object");
        }
        return model.address(word);
    }

    /**
     * Returns the address of the weak reference that a handle holds.
     *
     * @throws PanicException {@code type} if it does not hold a weak reference
     */
    long weakReference(Arguments in, String member) {
        return requireWeak(object(in, member));
    }

    /**
     * Returns its argument.
     *
     * @throws PanicException {@code type} if the object is not a weak reference
     */
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

    /**
     * Returns the word of a value in the request. A safepoint: addresses read before are stale afterwards.
     *
     * @throws BadRequest if the value is an address: only the heap makes references
     * @spec HEAP-35
     */
    long read(Arguments value) {
        String kind = value.text("kind");
        if (kind.equals("ref") || kind.equals("float64-ref")) {
            throw new BadRequest("a value of kind " + kind + ": objects have handles here");
        }
        return kind.equals("object") ? wordOf(value.text("handle")) : model.toWord(Plain.read(value), mutator);
    }

    /** Returns the form of a word in an answer: its content if it is a plain value, otherwise its type. */
    ObjectNode write(long word) {
        return write(word, mutator);
    }

    /** Returns an answer with the word, and binds {@code into} if the request has this member. */
    ObjectNode shown(Arguments in, long word) {
        bindIfAsked(in, word);
        ObjectNode answer = Json.object();
        answer.set("value", write(word));
        return answer;
    }

    /** As {@link #write(long)}, on a thread other than the session's. */
    ObjectNode write(long word, Mutator mutator) {
        Value value = model.toValue(word, mutator);
        return value instanceof Value.Ref(long address)
                ? Json.object().put("kind", "object").put("type", types.name(typeOf(address)))
                : Plain.write(value);
    }

    /** Returns the type id of an object. */
    int typeOf(long address) {
        return HeaderWord.type(heap.store().memory().word(address));
    }

    private synchronized List<Object> allParts() {
        return List.copyOf(parts.values());
    }

    /** Removes all roots of the session: handles, cells and frames. */
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
        // Threads of the parts may need to collect before they end.
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
