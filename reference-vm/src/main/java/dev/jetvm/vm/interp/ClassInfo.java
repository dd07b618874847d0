package dev.jetvm.vm.interp;

import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The data of a class that the machine keeps outside the class object.
 *
 * @spec CLS-01
 */
final class ClassInfo {
    private static final int MOST_EXPECTED = 64;

    final int id;
    final String name;
    /** Address of the class object, updated when the object moves; 0 before the object exists and after it died. */
    volatile long address;
    /** Index in the method array for each method name. */
    final Map<String, Integer> methods = new ConcurrentHashMap<>();
    /** The shape of an instance without fields. */
    final Shape root;
    /** All shapes of the instances of this class; guarded by the monitor of {@link Classes}. */
    final List<Shape> shapes = new ArrayList<>();
    /**
     * Number of fields that a new instance has space for: at least what {@code init} assigns and what any instance had.
     */
    volatile int room = 2;
    /**
     * Number of fields that {@code init} and those of the superclasses assign; a field may be counted more than once.
     */
    private volatile int fields;
    private volatile int inherited;
    private @Nullable Header header;

    /** @param root number of the shape of an instance without fields */
    ClassInfo(int id, String name, int root) {
        this.id = id;
        this.name = name;
        this.root = new Shape(root, this, Map.of());
        this.shapes.add(this.root);
    }

    /** Records an {@code init} that assigns {@code own} fields, not counting those that superclasses assign. */
    void expect(int own) {
        fields = Math.min(inherited + own, MOST_EXPECTED);
        room = Math.max(room, fields);
    }

    /** Records that the class inherits the methods of a superclass. */
    void inherit(ClassInfo superclass) {
        inherited = superclass.fields;
        expect(0);
    }

    /** Returns the header of a new instance. */
    Header header() {
        Header known = header;
        long size = Classes.INSTANCE_OWN + (long) Long.BYTES * room;
        if (known == null || known.size() != size) {
            known = Header.fresh(BuiltinType.INSTANCE.id(), size, 0, Long.BYTES);
            header = known;
        }
        return known;
    }

    int method(String name) {
        Integer place = methods.get(name);
        return place == null ? -1 : place;
    }
}
