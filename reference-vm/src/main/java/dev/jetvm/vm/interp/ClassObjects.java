package dev.jetvm.vm.interp;

import static dev.jetvm.runtime.memory.HeaderConstants.HEADER_SIZE;
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
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * Operations on class objects: creation, methods, inheritance and instantiation. A class is passed as a word and
 * remains on the operand stack while an object is allocated for it.
 *
 * @spec ISA-32
 * @spec CLS-01
 * @spec CLS-03
 * @spec CLS-04
 * @spec CLS-05
 * @spec CLS-06
 */
@PerMutator
final class ClassObjects {
    private static final Header CLASS_HEADER = Header.fresh(BuiltinType.CLASS.id(), CLASS_PAYLOAD, 0, Long.BYTES);
    private static final int FIRST_METHODS = 4;

    private final Values values;
    private final Mutator mutator;
    private final Memory memory;
    private final HeapArrays arrays;
    private final Classes classes;
    private final Lock lock;
    private final Vm vm;

    ClassObjects(Vm vm, Values values, Mutator mutator, HeapArrays arrays) {
        this.vm = vm;
        this.values = values;
        this.mutator = mutator;
        this.memory = mutator.memory();
        this.arrays = arrays;
        this.classes = vm.classes();
        this.lock = vm.lock();
    }

    /**
     * Creates a class and returns its word. A safepoint.
     *
     * @param nameWord the word of the name; immortal or immediate
     */
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
        return classes.info(classId(classWord));
    }

    private int classId(long classWord) {
        return values.raw(values.address(classWord), CLASS_ID);
    }

    /** Returns what a call of a class does, and records it for an instruction. @param at offset of the instruction */
    FeedbackVector.Constructor constructor(long classWord, LinkedFunction code, int at) {
        FeedbackVector feedback = code.feedback();
        int index = feedback.index(at);
        int id = classId(classWord);
        int epoch = classes.epoch();
        FeedbackVector.Constructor known = feedback.entry(index, FeedbackVector.Constructor.class);
        if (known != null && known.info().id == id && known.epoch() == epoch) {
            return known;
        }
        ClassInfo info = classes.info(id);
        int init = info.method(Calls.INIT);
        FeedbackVector.Constructor found = new FeedbackVector.Constructor(info, epoch,
                init < 0 ? null : codeOf(methodAt(classWord, init)));
        feedback.setEntry(index, found);
        return found;
    }

    private void requireClass(long word) {
        if (!values.is(word, BuiltinType.CLASS)) {
            throw new PanicException(PanicCode.TYPE, "the value is no class");
        }
    }

    /**
     * Adds a method to a class, or replaces it. A safepoint.
     *
     * @param place index of the class on the stack; the method follows it
     */
    void addMethod(long[] s, int place, String name) {
        requireClass(s[place]);
        if (!values.is(s[place + 1], BuiltinType.CLOSURE) && !values.is(s[place + 1], BuiltinType.FUNCTION)) {
            throw new PanicException(PanicCode.TYPE, "a method is a function or a closure");
        }
        int kept = mutator.keep(s[place]);
        int method = mutator.keep(s[place + 1]);
        mutator.lock(lock);
        try {
            ClassInfo info = info(mutator.kept(kept));
            int known = info.method(name);
            int index = known < 0 ? info.methods.size() : known;
            reserve(kept, index + 1);
            // Store the method before its name becomes visible.
            arrays.set(methods(mutator.kept(kept)), index, mutator.kept(method));
            info.methods.put(name, index);
            classes.changed();
        } finally {
            lock.unlock();
            mutator.release(kept);
        }
    }

    private long methods(long classWord) {
        return values.address(mutator.load(values.address(classWord) + CLASS_METHODS));
    }

    /** Ensures that the method array has space for {@code count} methods. */
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

    /**
     * Copies the methods of a superclass. A safepoint.
     *
     * @param place index of the superclass on the stack; the class follows it
     */
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
        mutator.lock(lock);
        try {
            reserve(kept, to.methods.size() + from.methods.size());
            from.methods.forEach((name, index) -> {
                int known = to.method(name);
                int own = known < 0 ? to.methods.size() : known;
                arrays.set(methods(mutator.kept(kept)), own, arrays.get(methods(mutator.kept(superclass)), index));
                to.methods.put(name, own);
            });
            long object = values.address(mutator.kept(kept));
            mutator.store(object, object + CLASS_SUPER, mutator.kept(superclass));
            to.inherit(from);
            classes.changed();
        } finally {
            lock.unlock();
            mutator.release(superclass);
        }
    }

    /** Returns the method of a class. @throws PanicException {@code property}, {@code type} if the value is no class */
    long method(long classWord, String name) {
        requireClass(classWord);
        return method(classWord, info(classWord), name);
    }

    /** Returns the method as {@link #method(long, String)} does, and records it for an instruction. */
    long method(long classWord, String name, LinkedFunction code, int at) {
        requireClass(classWord);
        FeedbackVector feedback = code.feedback();
        int index = feedback.index(at);
        int id = classId(classWord);
        int epoch = classes.epoch();
        FeedbackVector.Method known = feedback.method(index, id, epoch);
        if (known != null) {
            return methodAt(classWord, known.place());
        }
        ClassInfo info = classes.info(id);
        long method = method(classWord, info, name);
        feedback.addMethod(index, id, epoch, info.method(name), direct(method));
        return method;
    }

    /** Returns the code of a method without captures, to which all its closures are equivalent; otherwise null. */
    @Nullable
    LinkedFunction direct(long method) {
        LinkedFunction code = codeOf(method);
        return code.upvalues == 0 ? code : null;
    }

    private LinkedFunction codeOf(long method) {
        return vm.function(values.raw(values.address(method), Calls.NUMBER_OFFSET));
    }

    private long method(long classWord, ClassInfo info, String name) {
        int place = info.method(name);
        if (place < 0) {
            throw lacks(info.name, name);
        }
        return arrays.get(methods(classWord), place);
    }

    /** Returns the method at an index of the method array. */
    long methodAt(long classWord, int place) {
        return arrays.get(methods(classWord), place);
    }

    static PanicException lacks(String who, String name) {
        return new PanicException(PanicCode.PROPERTY, who + " has no property " + name);
    }

    /**
     * Creates an instance without fields and returns its word. A safepoint.
     *
     * @param place index of the class on the stack
     */
    long instantiate(long[] s, int place, ClassInfo info) {
        Header header = info.header();
        long object = mutator.allocate(header);
        memory.setWord(object + INSTANCE_CLASS, s[place]);
        values.setRaw(object, INSTANCE_SHAPE, info.root.id);
        memory.setWord(object + INSTANCE_MORE, values.nil);
        memory.fill(object + INSTANCE_FIELDS, object + HEADER_SIZE + header.size(), values.nil);
        return values.model.reference(object);
    }
}
