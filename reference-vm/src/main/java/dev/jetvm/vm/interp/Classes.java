package dev.jetvm.vm.interp;

import static dev.jetvm.runtime.memory.HeaderConstants.HEADER_SIZE;

import dev.jetvm.runtime.gc.WeakTable;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The classes of a machine by number. Instances keep their class object alive; this table does not. A class dies with
 * its object.
 *
 * <pre>
 * class                                instance
 * +16  number, times 8                 +16  class
 * +24  name                            +24  number of the shape, times 8
 * +32  superclass or nil               +32  array of the fields that do not fit the object, or nil
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
    /** Bytes of the payload of an instance that precede its fields. */
    public static final int INSTANCE_OWN = 24;
    /** Name of the base class, which {@code NEW_OBJECT} instantiates. */
    static final String BASE = "Object";

    /** Read without a lock; written under the monitor of this object. No safepoint is reached while it is held. */
    private final Map<Integer, ClassInfo> classes = new ConcurrentHashMap<>();
    private final Map<Integer, Shape> shapes = new ConcurrentHashMap<>();
    private static final int TRANSITIONS = 64;
    /** Monitors that guard changes of a shape, selected by the address of the object; none is held at a safepoint. */
    private final Object[] transitions = Stream.generate(Object::new).limit(TRANSITIONS).toArray();
    private int nextClass = 1;
    private int nextShape = 1;
    private volatile int epoch;

    /** Returns the number of changes to any class so far. */
    public int epoch() {
        return epoch;
    }

    synchronized void changed() {
        epoch++;
    }

    /** Registers a class whose object is not allocated yet. */
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

    /** Returns the shape that results when a field is added to a shape. */
    synchronized Shape grown(Shape shape, String name) {
        Shape known = shape.known(name);
        if (known == null) {
            known = shape(shape.owner, shape.with(name, nextShape++));
            shape.owner.room = Math.max(shape.owner.room, known.size());
        }
        return known;
    }

    /** Returns the monitor that must be held while the shape of an object or its array of fields is replaced. */
    Object transitions(long object) {
        return transitions[(int) (object >>> 4) & TRANSITIONS - 1];
    }

    /** Returns the number of classes, without those that a collection found dead. */
    synchronized int size() {
        return classes.size();
    }

    @Override
    public synchronized void update(Liveness liveness) {
        classes.values().removeIf(info -> {
            if (info.address == 0) {
                // The object is not allocated yet.
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
