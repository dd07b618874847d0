package dev.jetvm.vm.interp;

import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the machine knows of a class beside its object.
 *
 * @spec CLS-01
 */
final class ClassInfo {
    private static final int MOST_EXPECTED = 64;

    final int id;
    final String name;
    /** Where its object is; followed when that moves, and the way to learn of its death. */
    volatile long address;
    /** Which place of the method array a name has. */
    final Map<String, Integer> methods = new ConcurrentHashMap<>();
    /** The shape of an instance without fields. */
    final Shape root;
    /** All shapes of its instances; guarded by the monitor of {@link Classes}. */
    final List<Shape> shapes = new ArrayList<>();
    /** Fields that a new instance gets room for: as many as {@code init} assigns to, or as any had so far. */
    volatile int room = 2;
    /** Fields that {@code init} and those of its superclasses assign to; some perhaps counted more than once. */
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

    /** It has an {@code init} that assigns to so many fields, those of inherited ones aside. */
    void expect(int own) {
        fields = Math.min(inherited + own, MOST_EXPECTED);
        room = Math.max(room, fields);
    }

    /** It gets the methods of a superclass. */
    void inherit(ClassInfo superclass) {
        inherited = superclass.fields;
        expect(0);
    }

    /** Of a new instance. */
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
