package dev.jetvm.vm.assembly;

import dev.jetvm.vm.module.Constant;
import dev.jetvm.vm.module.FunctionDef;
import dev.jetvm.vm.module.Module;
import dev.jetvm.vm.module.TypeDef;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * The string table. Its order is specified, since every implementation must produce the same table from the same text:
 * first the entries of {@code .string} in text order, then every other string at its first use, with the sections in
 * file order and each section from its beginning.
 *
 * @spec ASM-05
 */
final class Strings {
    private Strings() {}

    /** @param first the strings before all others */
    static List<String> table(Collection<String> first, Module module) {
        LinkedHashSet<String> table = new LinkedHashSet<>(first);
        table.addAll(used(module));
        return List.copyOf(table);
    }

    /** Returns the strings that the sections use, each once, in order of first use. */
    static LinkedHashSet<String> used(Module module) {
        LinkedHashSet<String> used = new LinkedHashSet<>();
        used.add(module.name());
        addNamed(used, module.source());
        module.types().forEach(type -> addType(used, type));
        module.imports().forEach(imported -> {
            used.add(imported.module());
            used.add(imported.name());
        });
        module.functions().forEach(function -> addFunction(used, function));
        module.exports().forEach(export -> {
            used.add(export.name());
            if (export.kind() == Module.Kind.VALUE) {
                used.add(export.global());
            }
        });
        module.debug().ifPresent(debug -> used.addAll(debug.lines()));
        return used;
    }

    private static void addNamed(LinkedHashSet<String> used, String name) {
        if (!name.isEmpty()) {
            used.add(name);
        }
    }

    private static void addType(LinkedHashSet<String> used, TypeDef type) {
        switch (type) {
            case TypeDef.Signature _ -> {
                // has no strings
            }
            case TypeDef.Struct struct -> {
                used.add(struct.name());
                struct.fields().forEach(field -> used.add(field.name()));
                struct.methods().forEach(method -> used.add(method.name()));
            }
            case TypeDef.Interface declared -> {
                used.add(declared.name());
                declared.slots().forEach(slot -> used.add(slot.name()));
            }
        }
    }

    private static void addFunction(LinkedHashSet<String> used, FunctionDef function) {
        addNamed(used, function.name());
        for (Constant constant : function.constants()) {
            switch (constant) {
                case Constant.Symbol(String text) -> used.add(text);
                case Constant.Text(String text) -> used.add(text);
                default -> {
                    // uses no string
                }
            }
        }
    }

    /** Returns the strings that {@code .string} must list so that the table has the given order. */
    static List<String> explicit(Module module) {
        Map<String, Integer> places = new HashMap<>();
        used(module).forEach(text -> places.put(text, places.size()));
        int from = module.strings().size();
        int last = places.size();
        while (from > 0) {
            int place = places.getOrDefault(module.strings().get(from - 1), places.size());
            if (place >= last) {
                break;
            }
            last = place;
            from--;
        }
        return module.strings().subList(0, from);
    }
}
