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
 * Classes and their instances as the instructions use them. Objects are given by word and stay on the operand stack
 * while something is made for them.
 *
 * <p>Clauses: ISA-27, ISA-28, ISA-32, CLS-01 to CLS-11, IC-07, IC-08.
 */
final class Objects {
    private static final Header CLASS_HEADER = Header.fresh(BuiltinType.CLASS.id(), CLASS_PAYLOAD, 0, Long.BYTES);
    private static final Header BOUND_HEADER = Header.fresh(BuiltinType.BOUND_METHOD.id(), 16, 0, Long.BYTES);
    private static final int BOUND_RECEIVER = INSTANCE_CLASS;
    private static final int BOUND_METHOD = INSTANCE_CLASS + 8;
    private static final int FIRST_METHODS = 4;

    private final Values values;
    private final Mutator mutator;
    private final Memory memory;
    private final HeapArrays arrays;
    private final Classes classes;
    private final boolean cached;

    Objects(Values values, Mutator mutator, HeapArrays arrays, Classes classes, boolean cached) {
        this.values = values;
        this.mutator = mutator;
        this.memory = mutator.memory();
        this.arrays = arrays;
        this.classes = classes;
        this.cached = cached;
    }

    // --- classes ---

    /** The word of a new class. A safepoint. @param name immortal or immediate */
    long newClass(String name, long nameWord) {
        ClassInfo info = classes.define(name);
        long object = mutator.allocate(CLASS_HEADER);
        values.setRaw(object, CLASS_ID, info.id);
        memory.setWord(object + CLASS_NAME, nameWord);
        memory.setWord(object + CLASS_SUPER, values.nil);
        memory.setWord(object + CLASS_METHODS, values.nil);
        info.address = object;
        return values.model.reference(object);
    }

    ClassInfo info(long classWord) {
        return classes.info(values.raw(values.address(classWord), CLASS_ID));
    }

    private void requireClass(long word) {
        if (!values.is(word, BuiltinType.CLASS)) {
            throw new PanicException(PanicCode.TYPE, "the value is no class");
        }
    }

    /** Gives a class a method. A safepoint. @param place of the class on the stack; the method lies above it */
    void addMethod(long[] s, int place, String name) {
        requireClass(s[place]);
        if (!values.is(s[place + 1], BuiltinType.CLOSURE) && !values.is(s[place + 1], BuiltinType.FUNCTION)) {
            throw new PanicException(PanicCode.TYPE, "a method is a function or a closure");
        }
        ClassInfo info = info(s[place]);
        int known = info.method(name);
        int index = known < 0 ? info.methods.size() : known;
        int kept = mutator.keep(s[place]);
        int method = mutator.keep(s[place + 1]);
        try {
            reserve(kept, index + 1);
            long array = methods(mutator.kept(kept));
            info.methods.put(name, index);
            classes.changed();
            arrays.set(array, index, mutator.kept(method));
        } finally {
            mutator.release(kept);
        }
    }

    private long methods(long classWord) {
        return values.address(mutator.load(values.address(classWord) + CLASS_METHODS));
    }

    /** Room for so many methods. */
    private void reserve(int kept, int count) {
        long array = mutator.load(values.address(mutator.kept(kept)) + CLASS_METHODS);
        long room = values.isReference(array) ? arrays.length(values.address(array)) : 0;
        if (count <= room) {
            return;
        }
        long larger = arrays.create(StorageClass.REF, Math.max(FIRST_METHODS, Math.max(count, 2 * room)),
                Math.max(FIRST_METHODS, Math.max(count, 2 * room)));
        long object = values.address(mutator.kept(kept));
        if (room > 0) {
            arrays.copy(methods(mutator.kept(kept)), 0, larger, 0, room);
        }
        mutator.store(object, object + CLASS_METHODS, values.model.reference(larger));
    }

    /** Copies the methods of a superclass. A safepoint. @param place of the superclass; the class lies above it */
    void inherit(long[] s, int place) {
        requireClass(s[place]);
        requireClass(s[place + 1]);
        if (s[place] == s[place + 1]) {
            throw new PanicException(PanicCode.TYPE, "a class cannot inherit from itself");
        }
        ClassInfo from = info(s[place]);
        ClassInfo to = info(s[place + 1]);
        int superclass = mutator.keep(s[place]);
        int kept = mutator.keep(s[place + 1]);
        try {
            reserve(kept, to.methods.size() + from.methods.size());
            from.methods.forEach((name, index) -> {
                Integer place2 = to.methods.computeIfAbsent(name, _ -> to.methods.size());
                arrays.set(methods(mutator.kept(kept)), place2, arrays.get(methods(mutator.kept(superclass)), index));
            });
            long object = values.address(mutator.kept(kept));
            mutator.store(object, object + CLASS_SUPER, mutator.kept(superclass));
            classes.changed();
        } finally {
            mutator.release(superclass);
        }
    }

    /** The method of a class. @throws PanicException {@code property}, {@code type} if the value is no class */
    long method(long classWord, String name) {
        requireClass(classWord);
        int place = info(classWord).method(name);
        if (place < 0) {
            throw lacks(info(classWord).name, name);
        }
        return arrays.get(methods(classWord), place);
    }

    /** The method of a class, or 0. */
    long methodOrNone(long classWord, String name) {
        int place = info(classWord).method(name);
        return place < 0 ? 0 : arrays.get(methods(classWord), place);
    }

    private static PanicException lacks(String who, String name) {
        return new PanicException(PanicCode.PROPERTY, who + " has no property " + name);
    }

    // --- instances ---

    /** The word of a new instance without fields. A safepoint. @param place of the class on the stack */
    long instantiate(long[] s, int place) {
        ClassInfo info = info(s[place]);
        int room = info.room;
        long object = mutator.allocate(Header.fresh(BuiltinType.INSTANCE.id(),
                INSTANCE_OWN + (long) Long.BYTES * room, 0, Long.BYTES));
        memory.setWord(object + INSTANCE_CLASS, s[place]);
        values.setRaw(object, INSTANCE_SHAPE, info.shapes.getFirst().id);
        memory.setWord(object + INSTANCE_MORE, values.nil);
        memory.fill(object + INSTANCE_FIELDS, object + INSTANCE_FIELDS + (long) Long.BYTES * room, values.nil);
        return values.model.reference(object);
    }

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
        int method = field < 0 ? info(classOf(word)).method(name) : -1;
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

    /** A property. A safepoint where it is a method. @param place of the object on the stack */
    long get(long[] s, int place, Code code, int at, String name) {
        PropertyEntry entry = lookUp(code, at, s[place], name);
        if (entry.field() >= 0) {
            return load(values.address(s[place]), entry.field());
        }
        if (entry.method() < 0) {
            throw lacks(info(classOf(s[place])).name, name);
        }
        return bind(s[place], arrays.get(methods(classOf(s[place])), entry.method()));
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
            throw lacks(info(classOf(word)).name, name);
        }
        return arrays.get(methods(classOf(word)), entry.method());
    }

    /** The value of a field by its name, or of none. */
    long field(long word, String name) {
        int field = shapeOf(word).place(name);
        if (field < 0) {
            throw lacks(info(classOf(word)).name, name);
        }
        return load(values.address(word), field);
    }

    /** Assigns to a field, or makes it. A safepoint. @param place of the object on the stack; the value lies above it */
    void set(long[] s, int place, Code code, int at, String name) {
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
        Shape after = entry.after();
        long room = room(object);
        int field = entry.field();
        if (field >= room) {
            setBeyond(s, place, (int) (field - room), after);
            return;
        }
        if (after != null) {
            values.setRaw(object, INSTANCE_SHAPE, after.id);
        }
        mutator.store(object, object + INSTANCE_FIELDS + (long) Long.BYTES * field, s[place + 1]);
    }

    private void setBeyond(long[] s, int place, int index, @Nullable Shape after) {
        long object = values.address(s[place]);
        long more = mutator.load(object + INSTANCE_MORE);
        long room = values.isReference(more) ? arrays.length(values.address(more)) : 0;
        if (index >= room) {
            long wanted = Math.max(FIRST_METHODS, 2 * room);
            long larger = arrays.create(StorageClass.REF, wanted, wanted);
            object = values.address(s[place]);
            if (room > 0) {
                arrays.copy(values.address(mutator.load(object + INSTANCE_MORE)), 0, larger, 0, room);
            }
            mutator.store(object, object + INSTANCE_MORE, values.model.reference(larger));
            object = values.address(s[place]);
        }
        if (after != null) {
            values.setRaw(object, INSTANCE_SHAPE, after.id);
        }
        arrays.set(values.address(mutator.load(object + INSTANCE_MORE)), index, s[place + 1]);
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
