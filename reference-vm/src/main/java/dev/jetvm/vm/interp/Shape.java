package dev.jetvm.vm.interp;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which fields instances of a class have, and where: instances that got the same fields in the same order share one.
 * Its number is never used again, so what remembers a number can be out of date but never wrong.
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

    /** Which field has this name, or -1. */
    int place(String name) {
        Integer place = places.get(name);
        return place == null ? -1 : place;
    }

    /** Names in the order in which the fields came. */
    String[] names() {
        String[] names = new String[places.size()];
        places.forEach((name, place) -> names[place] = name);
        return names;
    }

    @Nullable
    Shape known(String name) {
        return grown.get(name);
    }

    /** The shape with one more field. */
    Shape with(String name, int id) {
        Map<String, Integer> more = new HashMap<>(places);
        more.put(name, places.size());
        Shape shape = new Shape(id, owner, more);
        grown.put(name, shape);
        return shape;
    }
}
