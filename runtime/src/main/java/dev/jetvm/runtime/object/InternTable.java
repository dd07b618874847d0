package dev.jetvm.runtime.object;

import static dev.jetvm.runtime.memory.HeaderConstants.HEADER_SIZE;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.jetvm.runtime.gc.ManagedHeap;
import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.gc.WeakTable;
import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.text.Fnv1a;
import dev.jetvm.runtime.text.StringConstants;
import dev.jetvm.runtime.text.StringForm;
import dev.jetvm.runtime.text.Utf8;
import dev.jetvm.runtime.value.Value;
import dev.jetvm.runtime.value.ValueModel;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The canonical string of each text. Literals are immortal. Strings that a program has interned are held weakly. If a
 * literal and an interned string have the same text, the older one is canonical as long as it is alive.
 *
 * <p>Any thread may use the table, with its own mutator. The lock may be held across safepoints.
 *
 * @spec STR-10
 * @spec STR-11
 * @spec STR-18
 * @spec GC-22
 * @spec ERR-063
 */
public final class InternTable implements WeakTable {
    private final ManagedHeap heap;
    private final ValueModel model;
    private final Memory memory;
    @GuardedBy("lock")
    private final StringTable literals;
    @GuardedBy("lock")
    private final StringTable interned;
    private final ReentrantLock lock = new ReentrantLock();

    /** Creates a table and registers it as a weak table of the heap. */
    public static InternTable of(ManagedHeap heap, ValueModel model) {
        InternTable table = new InternTable(heap, model);
        heap.addWeakTable(table);
        return table;
    }

    private InternTable(ManagedHeap heap, ValueModel model) {
        this.heap = heap;
        this.model = model;
        this.memory = heap.store().memory();
        this.literals = new StringTable(memory);
        this.interned = new StringTable(memory);
    }

    /**
     * The word of a literal. The first call for a text that needs an object creates one immortal string. A safepoint.
     *
     * @throws dev.jetvm.runtime.panic.RejectException malformed {@code utf8}
     * @throws dev.jetvm.runtime.panic.PanicException {@code out-of-memory}
     */
    public long literal(Mutator mutator, byte[] utf8) {
        Utf8.requireWellFormed(utf8);
        if (model.fitsWord(new Value.Text(utf8))) {
            return model.toWord(new Value.Text(utf8), mutator);
        }
        int hash = Fnv1a.hash(utf8);
        mutator.lock(lock);
        try {
            long known = literals.find(utf8, hash);
            if (known == 0) {
                known = immortal(mutator, utf8);
                literals.add(known, hash);
            }
            return model.reference(known);
        } finally {
            lock.unlock();
        }
    }

    private long immortal(Mutator mutator, byte[] utf8) {
        long text = 0;
        if (utf8.length > StringConstants.INLINE_MAX) {
            long buffer = heap.allocateImmortal(mutator, Header.fresh(BuiltinType.BUFFER.id(), utf8.length, 0, 8));
            text = buffer + HEADER_SIZE;
            memory.setBytes(text, utf8);
        }
        long object = heap.allocateImmortal(mutator,
                Header.fresh(BuiltinType.STRING.id(), StringForm.PAYLOAD, 0, 8));
        memory.setBytes(object, StringForm.objectImage(utf8, text, utf8.length, true));
        return object;
    }

    /**
     * The word of the canonical string with the same text. If there is none, the string itself becomes canonical. An
     * immediate string is always canonical. A safepoint.
     *
     * @param strings the strings of the same mutator
     * @param string a temporary root
     * @throws dev.jetvm.runtime.panic.PanicException {@code type} if the word is not a string
     */
    public long intern(Mutator mutator, HeapStrings strings, int string) {
        if (strings.form(mutator.kept(string)) == StringForm.IMMEDIATE) {
            return mutator.kept(string);
        }
        int hash = strings.hash(mutator.kept(string));
        mutator.lock(lock);
        try {
            byte[] utf8 = strings.text(mutator.kept(string));
            long known = interned.find(utf8, hash);
            if (known == 0) {
                known = literals.find(utf8, hash);
            }
            if (known != 0) {
                return model.reference(known);
            }
            interned.add(model.address(mutator.kept(string)), hash);
            return mutator.kept(string);
        } finally {
            lock.unlock();
        }
    }

    /** The number of literals that have an object. A safepoint. */
    public int literals(Mutator mutator) {
        mutator.lock(lock);
        try {
            return literals.size();
        } finally {
            lock.unlock();
        }
    }

    /** The number of interned strings that were alive at the last collection or interned since. A safepoint. */
    public int interned(Mutator mutator) {
        mutator.lock(lock);
        try {
            return interned.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Runs without the lock: the world is stopped, and a mutator that holds the lock is at a safepoint inside
     * {@link #literal}, which does not access the interned strings.
     */
    @Override
    @SuppressWarnings("GuardedBy")
    public void update(Liveness liveness) {
        interned.update(liveness);
    }
}
