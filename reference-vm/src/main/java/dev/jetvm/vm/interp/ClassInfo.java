package dev.jetvm.vm.interp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the machine knows of a class beside its object. Clause: CLS-01. */
final class ClassInfo {
    final int id;
    final String name;
    /** Where its object is; followed when that moves, and the way to learn of its death. */
    long address;
    /** Which place of the method array a name has. */
    final Map<String, Integer> methods = new HashMap<>();
    final List<Shape> shapes = new ArrayList<>();
    /** Fields that a new instance gets room for: as many as any had so far. */
    int room = 2;

    ClassInfo(int id, String name) {
        this.id = id;
        this.name = name;
    }

    int method(String name) {
        Integer place = methods.get(name);
        return place == null ? -1 : place;
    }
}
