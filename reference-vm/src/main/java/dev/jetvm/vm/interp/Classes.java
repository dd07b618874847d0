package dev.jetvm.vm.interp;

import static dev.jetvm.runtime.memory.HeaderConstants.HEADER_SIZE;

import dev.jetvm.runtime.gc.WeakTable;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The classes of a machine by their numbers. A class dies with its object: instances keep that, this table does not.
 *
 * <pre>
 * class                                instance
 * +16  number, times 8                 +16  class
 * +24  name                            +24  number of the shape, times 8
 * +32  superclass or nil               +32  array of the fields that have no room here, or nil
 * +40  array of the methods, or nil    +40  fields
 * </pre>
 *
 * @spec CLS-01
 * @spec CLS-10
 * @spec ERR-084
 * @spec ERR-270
 */
public final class Classes implements WeakTable {
    static final int CLASS_PAYLOAD = 32;
    public static final int CLASS_ID = HEADER_SIZE;
    static final int CLASS_NAME = HEADER_SIZE + 8;
    static final int CLASS_SUPER = HEADER_SIZE + 16;
    static final int CLASS_METHODS = HEADER_SIZE + 24;
    static final int INSTANCE_CLASS = HEADER_SIZE;
    public static final int INSTANCE_SHAPE = HEADER_SIZE + 8;
    static final int INSTANCE_MORE = HEADER_SIZE + 16;
    static final int INSTANCE_FIELDS = HEADER_SIZE + 24;
    /** Bytes of an instance's payload that are no fields. */
    public static final int INSTANCE_OWN = 24;
    /** The class of {@code NEW_OBJECT}. */
    static final String BASE = "Object";

    /** Read without a lock; written under the monitor, in which there is no safepoint. */
    private final Map<Integer, ClassInfo> classes = new ConcurrentHashMap<>();
    private final Map<Integer, Shape> shapes = new ConcurrentHashMap<>();
    private static final int TRANSITIONS = 64;
    /** Monitors for changes of the shape of an object, by its address; no safepoint is reached while one is held. */
    private final Object[] transitions = Stream.generate(Object::new).limit(TRANSITIONS).toArray();
    private int nextClass = 1;
    private int nextShape = 1;
    private volatile int epoch;

    /** How often a class has changed. */
    public int epoch() {
        return epoch;
    }

    synchronized void changed() {
        epoch++;
    }

    /** A class whose object is about to be made. */
    synchronized ClassInfo define(String name) {
        ClassInfo info = new ClassInfo(nextClass++, name, nextShape++);
        classes.put(info.id, info);
        shapes.put(info.root.id, info.root);
        return info;
    }

    private Shape shape(ClassInfo owner, Shape shape) {
        shapes.put(shape.id, shape);
        owner.shapes.add(shape);
        return shape;
    }

    ClassInfo info(int id) {
        return Objects.requireNonNull(classes.get(id));
    }

    Shape shape(int id) {
        return Objects.requireNonNull(shapes.get(id));
    }

    /** The shape that a shape becomes with one more field. */
    synchronized Shape grown(Shape shape, String name) {
        Shape known = shape.known(name);
        if (known == null) {
            known = shape(shape.owner, shape.with(name, nextShape++));
            shape.owner.room = Math.max(shape.owner.room, known.size());
        }
        return known;
    }

    /** The monitor to hold while an object gets another shape, or another array for its fields. */
    Object transitions(long object) {
        return transitions[(int) (object >>> 4) & TRANSITIONS - 1];
    }

    /** Classes that live, as far as the last collection knows. */
    synchronized int size() {
        return classes.size();
    }

    @Override
    public synchronized void update(Liveness liveness) {
        classes.values().removeIf(info -> {
            if (info.address == 0) {
                // its object is being made
                return false;
            }
            info.address = liveness.survivor(info.address);
            if (info.address == 0) {
                info.shapes.forEach(shape -> shapes.remove(shape.id));
                return true;
            }
            return false;
        });
    }
}
