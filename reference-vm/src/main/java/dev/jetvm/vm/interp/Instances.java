package dev.jetvm.vm.interp;

import static dev.jetvm.vm.interp.Classes.*;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.object.HeapArrays;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.value.StorageClass;
import org.jspecify.annotations.Nullable;

/**
 * Instances and bound methods as the instructions use them. Objects are given by word and stay on the operand stack while
 * something is made for them.
 *
 * <p>Clauses: ISA-27, ISA-28, ISA-32, CLS-02, CLS-07 to CLS-11, IC-07, IC-08.
 */
final class Instances {
    private static final Header BOUND_HEADER = Header.fresh(BuiltinType.BOUND_METHOD.id(), 16, 0, Long.BYTES);
    private static final int BOUND_RECEIVER = INSTANCE_CLASS;
    private static final int BOUND_METHOD = INSTANCE_CLASS + 8;
    private static final int FIRST_FIELDS = 4;

    private final Values values;
    private final Mutator mutator;
    private final Memory memory;
    private final HeapArrays arrays;
    private final Classes classes;
    private final ClassObjects classObjects;
    private final boolean cached;

    Instances(Values values, Mutator mutator, HeapArrays arrays, Classes classes, ClassObjects classObjects,
            boolean cached) {
        this.values = values;
        this.mutator = mutator;
        this.memory = mutator.memory();
        this.arrays = arrays;
        this.classes = classes;
        this.classObjects = classObjects;
        this.cached = cached;
    }

    // --- properties ---

    private long instance(long word) {
        if (!values.is(word, BuiltinType.INSTANCE)) {
            throw new PanicException(PanicCode.NON_OBJECT, "only instances have properties");
        }
        return values.address(word);
    }

    Shape shapeOf(long word) {
        return classes.shape(values.raw(values.address(word), INSTANCE_SHAPE));
    }

    long classOf(long word) {
        return mutator.load(values.address(word) + INSTANCE_CLASS);
    }

    private long room(long object) {
        return ((memory.word(object) >>> Integer.SIZE) - INSTANCE_OWN) / Long.BYTES;
    }

    private long load(long object, int field) {
        long room = room(object);
        return field < room
                ? mutator.load(object + INSTANCE_FIELDS + (long) Long.BYTES * field)
                : arrays.get(values.address(mutator.load(object + INSTANCE_MORE)), field - room);
    }

    /** What a property of an object is for an instruction that remembers. @param at offset of the instruction */
    PropertyEntry lookUp(Code code, int at, long word, String name) {
        long object = instance(word);
        int shape = values.raw(object, INSTANCE_SHAPE);
        Object first = code.cache(at);
        PropertyEntry known = PropertyEntry.find(first, shape, classes.epoch());
        return known != null ? known : remember(code, at, first, find(word, shape, name));
    }

    private PropertyEntry find(long word, int shape, String name) {
        int field = classes.shape(shape).place(name);
        int method = field < 0 ? classObjects.info(classOf(word)).method(name) : -1;
        return new PropertyEntry(shape, classes.epoch(), field, method, null, null);
    }

    private PropertyEntry remember(Code code, int at, @Nullable Object first, PropertyEntry found) {
        if (cached) {
            PropertyEntry others = (PropertyEntry) first;
            boolean fresh = others != null && others.epoch() == found.epoch()
                    && PropertyEntry.length(others) < PropertyEntry.MOST;
            code.setCache(at, fresh
                    ? new PropertyEntry(found.shape(), found.epoch(), found.field(), found.method(),
                            found.after(), others)
                    : found);
        }
        return found;
    }

    /** Lets the loop know a method. One without captures: any closure of the function is as good as the function. */
    void rememberMethod(Code code, int at, PropertyEntry entry, Code target) {
        if (cached && target.upvalues == 0) {
            code.fast.setMethod(at, entry.shape(), entry.epoch(), target);
        }
    }

    /** A property. A safepoint where it is a method. @param place of the object on the stack */
    long get(long[] s, int place, Code code, int at, String name) {
        PropertyEntry entry = lookUp(code, at, s[place], name);
        if (entry.field() >= 0) {
            if (cached) {
                code.fast.setField(at, KnownProperties.entry(entry));
            }
            return load(values.address(s[place]), entry.field());
        }
        if (entry.method() < 0) {
            throw ClassObjects.lacks(classObjects.info(classOf(s[place])).name, name);
        }
        return bind(s[place], classObjects.methodAt(classOf(s[place]), entry.method()));
    }

    /**
     * What an invocation calls: a field that holds something, or a method.
     *
     * @return the callee; whether it is a method is in {@link PropertyEntry#field()}
     */
    long callee(PropertyEntry entry, long word, String name) {
        if (entry.field() >= 0) {
            return load(values.address(word), entry.field());
        }
        if (entry.method() < 0) {
            throw ClassObjects.lacks(classObjects.info(classOf(word)).name, name);
        }
        return classObjects.methodAt(classOf(word), entry.method());
    }

    /** The value of a field by its name, or of none. */
    long field(long word, String name) {
        int field = shapeOf(word).place(name);
        if (field < 0) {
            throw ClassObjects.lacks(classObjects.info(classOf(word)).name, name);
        }
        return load(values.address(word), field);
    }

    /** Assigns to a field, or adds it. A safepoint. @param place of the object on the stack; the value lies above it */
    void set(long[] s, int place, Code code, int at, String name) {
        while (!trySet(s, place, code, at, name)) {
            // Another worker gave the object another shape meanwhile.
        }
    }

    private boolean trySet(long[] s, int place, Code code, int at, String name) {
        long object = instance(s[place]);
        int shape = values.raw(object, INSTANCE_SHAPE);
        Object first = code.cache(at);
        PropertyEntry entry = PropertyEntry.find(first, shape, classes.epoch());
        if (entry == null) {
            Shape present = classes.shape(shape);
            int field = present.place(name);
            Shape after = field < 0 ? classes.grown(present, name) : null;
            entry = remember(code, at, first, new PropertyEntry(shape, classes.epoch(),
                    field < 0 ? present.size() : field, -1, after, null));
        }
        long room = room(object);
        int field = entry.field();
        if (field >= room) {
            reserve(s, place, (int) (field - room));
        }
        if (entry.after() != null) {
            return add(s, place, shape, field, entry.after());
        }
        store(s, place, field);
        if (cached && field < room) {
            code.fast.setStore(at, KnownProperties.entry(entry));
        }
        mutator.stressBarrier();
        return true;
    }

    /** Assigns to a field that the object has room for. No safepoint. */
    private void store(long[] s, int place, int field) {
        long object = values.address(s[place]);
        long room = room(object);
        if (field < room) {
            mutator.storeQuietly(object, object + INSTANCE_FIELDS + (long) Long.BYTES * field, s[place + 1]);
        } else {
            // Another worker may be moving these fields to a larger array.
            synchronized (classes.transitions(object)) {
                long more = values.address(mutator.load(object + INSTANCE_MORE));
                mutator.storeQuietly(more, arrays.slot(more, field - room), s[place + 1]);
            }
        }
    }

    /**
     * Adds a field: first its value, then the shape that has it, so that nobody finds the field without its value.
     *
     * @return false if the object has another shape by now
     */
    private boolean add(long[] s, int place, int shape, int field, Shape after) {
        long object = values.address(s[place]);
        synchronized (classes.transitions(object)) {
            if (values.raw(object, INSTANCE_SHAPE) != shape) {
                return false;
            }
            store(s, place, field);
            memory.setWordRelease(object + INSTANCE_SHAPE, (long) after.id << Values.RAW_SHIFT);
        }
        mutator.stressBarrier();
        return true;
    }

    /** Makes room for a field that has none in the object itself. A safepoint. @param index in the array of such fields */
    private void reserve(long[] s, int place, int index) {
        long object = values.address(s[place]);
        long more = mutator.load(object + INSTANCE_MORE);
        long room = values.isReference(more) ? arrays.length(values.address(more)) : 0;
        if (index < room) {
            return;
        }
        long wanted = Math.max(FIRST_FIELDS, Math.max(index + 1L, 2 * room));
        long larger = arrays.create(StorageClass.REF, wanted, wanted);
        object = values.address(s[place]);
        synchronized (classes.transitions(object)) {
            more = mutator.load(object + INSTANCE_MORE);
            room = values.isReference(more) ? arrays.length(values.address(more)) : 0;
            if (index < room) {
                return;
            }
            if (room > 0) {
                arrays.copy(values.address(more), 0, larger, 0, room);
            }
            mutator.storeQuietly(object, object + INSTANCE_MORE, values.model.reference(larger));
        }
        mutator.stressBarrier();
    }

    // --- bound methods ---

    /** The word of a receiver and a method. A safepoint. */
    long bind(long receiver, long method) {
        int kept = mutator.keep(receiver);
        mutator.keep(method);
        try {
            long bound = mutator.allocate(BOUND_HEADER);
            memory.setWord(bound + BOUND_RECEIVER, mutator.kept(kept));
            memory.setWord(bound + BOUND_METHOD, mutator.kept(kept + 1));
            return values.model.reference(bound);
        } finally {
            mutator.release(kept);
        }
    }

    long boundReceiver(long word) {
        return mutator.load(values.address(word) + BOUND_RECEIVER);
    }

    long boundMethod(long word) {
        return mutator.load(values.address(word) + BOUND_METHOD);
    }
}
