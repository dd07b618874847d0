package dev.jetvm.vm.module;

import dev.jetvm.runtime.panic.RejectException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the sections that link a module to other modules and to the runtime: imports, exports, initialisers and entry.
 *
 * @spec MOD-12d
 * @spec MOD-12e
 * @spec MOD-16a
 */
final class LinkSections {
    private static final List<Module.Kind> KINDS = List.of(Module.Kind.values());
    private static final int LINK_SIZE = 13;

    private record Key(String module, String name) {}

    private LinkSections() {}

    static List<Module.Import> imports(ByteCursor in, StringsSection names, List<TypeDef> types) {
        int count = in.count32(LINK_SIZE);
        List<Module.Import> imports = new ArrayList<>(count);
        Set<Key> seen = HashSet.newHashSet(count);
        for (int k = 0; k < count; k++) {
            int at = in.at();
            String module = names.next(in);
            String name = names.next(in);
            if (!seen.add(new Key(module, name))) {
                throw RejectException.malformedAt("import-duplicate", at, "the name is imported before");
            }
            Module.Kind kind = kind(in);
            int type = kind == Module.Kind.FUNCTION
                    ? TypesSection.signature(in, types)
                    : TypesSection.reference(in, types);
            imports.add(new Module.Import(module, name, kind, type));
        }
        in.end();
        return List.copyOf(imports);
    }

    static List<Module.Export> exports(ByteCursor in, StringsSection names, List<TypeDef> types, int functions) {
        int count = in.count32(LINK_SIZE);
        List<Module.Export> exports = new ArrayList<>(count);
        Set<String> seen = HashSet.newHashSet(count);
        for (int k = 0; k < count; k++) {
            int at = in.at();
            String name = names.next(in);
            if (!seen.add(name)) {
                throw RejectException.malformedAt("export-duplicate", at, "the name is exported before");
            }
            exports.add(kind(in) == Module.Kind.FUNCTION
                    ? functionExport(in, name, functions)
                    : new Module.Export(name, Module.Kind.VALUE, -1, names.next(in),
                            TypesSection.reference(in, types)));
        }
        in.end();
        return List.copyOf(exports);
    }

    private static Module.Export functionExport(ByteCursor in, String name, int functions) {
        int function = in.index(functions, "functions");
        int at = in.at();
        if (in.u32() != 0) {
            throw RejectException.malformedAt("flag", at, "the type of a function is its signature, here is 0");
        }
        return new Module.Export(name, Module.Kind.FUNCTION, function, "", TypeDef.ANY);
    }

    private static Module.Kind kind(ByteCursor in) {
        return KINDS.get(in.choice(KINDS.size(), "kind of an import or export"));
    }

    static List<Integer> inits(ByteCursor in, int functions) {
        int count = in.count32(Integer.BYTES);
        List<Integer> inits = new ArrayList<>(count);
        for (int k = 0; k < count; k++) {
            inits.add(in.index(functions, "functions"));
        }
        in.end();
        return List.copyOf(inits);
    }

    static int entry(ByteCursor in, int functions) {
        int entry = in.index(functions, "functions");
        in.end();
        return entry;
    }
}
