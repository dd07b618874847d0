package dev.jetvm.vm.interp;

import static dev.jetvm.vm.interp.Classes.*;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.gc.PerMutator;
import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.object.HeapArrays;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.value.StorageClass;

/**
 * Operations on instances and bound methods. An object is passed as a word and remains on the operand stack while
 * another is allocated for it.
 *
 * @spec ISA-27
 * @spec ISA-28
 * @spec ISA-32
 * @spec CLS-02
 * @spec CLS-07
 * @spec CLS-08
 * @spec CLS-09
 * @spec CLS-10
 * @spec CLS-11
 * @spec IC-07
 * @spec IC-08
 */
@PerMutator
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

    Instances(Values values, Mutator mutator, HeapArrays arrays, Classes classes, ClassObjects classObjects) {
        this.values = values;
        this.mutator = mutator;
        this.memory = mutator.memory();
        this.arrays = arrays;
        this.classes = classes;
        this.classObjects = classObjects;
    }

    // --- properties ---

    private long instance(long word) {
        if (!values.is(word, BuiltinType.INSTANCE)) {
            throw new PanicException(PanicCode.NON_OBJECT, "only instances have properties");
        }
        return values.address(word);
    }

    Shape shapeOf(long word) {
        return classes.shape(shapeNumber(values.address(word)));
    }

    /** Reads the shape of an object with acquire semantics: the fields of the shape have their values. */
    private int shapeNumber(long object) {
        return (int) (memory.wordAcquire(object + INSTANCE_SHAPE) >> Values.RAW_SHIFT);
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

    /**
     * Finds a property of an object and records it for an instruction. The result is the index of a field, or the
     * bitwise complement of the index of a method in the class of the object. A field takes precedence over a method.
     *
     * @param at offset of the instruction
     * @throws PanicException {@code non-object}, {@code property}
     */
    int find(LinkedFunction code, int at, long word, String name) {
        int shape = shapeNumber(instance(word));
        FeedbackVector feedback = code.feedback();
        int index = feedback.index(at);
        int knownField = feedback.field(index, shape);
        if (knownField >= 0) {
            return knownField;
        }
        int epoch = classes.epoch();
        FeedbackVector.Method known = feedback.method(index, shape, epoch);
        if (known != null) {
            return ~known.place();
        }
        int field = classes.shape(shape).place(name);
        if (field >= 0) {
            feedback.setField(index, shape, field);
            return field;
        }
        ClassInfo info = classObjects.info(classOf(word));
        int method = info.method(name);
        if (method < 0) {
            throw ClassObjects.lacks(info.name, name);
        }
        feedback.addMethod(index, shape, epoch, method,
                classObjects.direct(classObjects.methodAt(classOf(word), method)));
        return ~method;
    }

    /** Returns whether a result of {@link #find} is a field. */
    static boolean isField(int property) {
        return property >= 0;
    }

    /** Returns the value of the field, or the method without its receiver, that {@link #find} found. */
    long callee(int property, long word) {
        return isField(property)
                ? load(values.address(word), property)
                : classObjects.methodAt(classOf(word), ~property);
    }

    /** Returns the value of a property. A safepoint if it is a method. @param place index of the object on the stack */
    long get(long[] s, int place, LinkedFunction code, int at, String name) {
        int property = find(code, at, s[place], name);
        long found = callee(property, s[place]);
        return isField(property) ? found : bind(s[place], found);
    }

    /** Returns the value of a field by name. @throws PanicException {@code property} if there is none */
    long field(long word, String name) {
        int field = shapeOf(word).place(name);
        if (field < 0) {
            throw ClassObjects.lacks(classObjects.info(classOf(word)).name, name);
        }
        return load(values.address(word), field);
    }

    /**
     * Assigns to a field, or adds it. A safepoint.
     *
     * @param place index of the object on the stack; the value follows it
     */
    void set(long[] s, int place, LinkedFunction code, int at, String name) {
        while (!trySet(s, place, code, at, name)) {
            // Another worker has changed the shape of the object; retry.
        }
    }

    private boolean trySet(long[] s, int place, LinkedFunction code, int at, String name) {
        long object = instance(s[place]);
        int shape = shapeNumber(object);
        FeedbackVector feedback = code.feedback();
        int index = feedback.index(at);
        int field = feedback.field(index, shape);
        Shape after = null;
        if (field < 0) {
            FeedbackVector.Transition transition = transition(feedback, index, shape, name);
            field = transition.field();
            after = transition.after();
        }
        long room = room(object);
        if (field >= room) {
            reserve(s, place, (int) (field - room));
        }
        if (after != null) {
            return add(s, place, shape, field, after);
        }
        store(s, place, field);
        mutator.stressBarrier();
        return true;
    }

    /** Returns the effect of a store on an instance of a shape, and records it for the instruction. */
    private FeedbackVector.Transition transition(FeedbackVector feedback, int index, int shape, String name) {
        FeedbackVector.Transition known = feedback.transition(index, shape);
        if (known != null) {
            return known;
        }
        Shape present = classes.shape(shape);
        int field = present.place(name);
        if (field >= 0) {
            feedback.setField(index, shape, field);
            return new FeedbackVector.Transition(shape, field, null, null);
        }
        return feedback.addTransition(index, shape, present.size(), classes.grown(present, name));
    }

    /** Assigns to a field for which the object has space. No safepoint. */
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
     * Adds a field. The value is stored before the shape, so that no reader finds the field without its value.
     *
     * @return false if the object no longer has the shape
     */
    private boolean add(long[] s, int place, int shape, int field, Shape after) {
        long object = values.address(s[place]);
        synchronized (classes.transitions(object)) {
            if (shapeNumber(object) != shape) {
                return false;
            }
            store(s, place, field);
            memory.setWordRelease(object + INSTANCE_SHAPE, (long) after.id << Values.RAW_SHIFT);
        }
        mutator.stressBarrier();
        return true;
    }

    /** Ensures space for a field that does not fit the object. A safepoint. @param index in the array of such fields */
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

    /** Creates a bound method and returns its word. A safepoint. */
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
