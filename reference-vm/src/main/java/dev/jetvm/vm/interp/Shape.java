package dev.jetvm.vm.interp;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of instances of a class and their positions. Instances that received the same fields in the same order
 * share a shape. The number of a shape is never reused, so a remembered number may be out of date but is never wrong.
 *
 * <p>After D. Ungar and R. Smith, "Self: The Power of Simplicity", OOPSLA 1987, where it is called a map.
 *
 * @spec CLS-02
 * @spec CLS-11
 * @spec ERR-084
 * @spec ERR-094
 */
final class Shape {
    final int id;
    final ClassInfo owner;
    private final Map<String, Integer> places;
    private final Map<String, Shape> grown = new HashMap<>();

    Shape(int id, ClassInfo owner, Map<String, Integer> places) {
        this.id = id;
        this.owner = owner;
        this.places = places;
    }

    int size() {
        return places.size();
    }

    /** Returns the index of a field by name, or -1. */
    int place(String name) {
        Integer place = places.get(name);
        return place == null ? -1 : place;
    }

    /** Returns the names of the fields in the order of their addition. */
    String[] names() {
        String[] names = new String[places.size()];
        places.forEach((name, place) -> names[place] = name);
        return names;
    }

    @Nullable
    Shape known(String name) {
        return grown.get(name);
    }

    /** Returns this shape with one more field. */
    Shape with(String name, int id) {
        Map<String, Integer> more = new HashMap<>(places);
        more.put(name, places.size());
        Shape shape = new Shape(id, owner, more);
        grown.put(name, shape);
        return shape;
    }
}
