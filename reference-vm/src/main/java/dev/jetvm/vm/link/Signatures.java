package dev.jetvm.vm.link;

import dev.jetvm.vm.module.Module;
import dev.jetvm.vm.module.Module.Export;
import dev.jetvm.vm.module.Module.Import;
import dev.jetvm.vm.module.Module.Kind;
import dev.jetvm.vm.module.TypeDef;

/**
 * Compares the type of an export with the type that an import declares. Types of different modules are equal if their
 * names are.
 *
 * @spec MOD-12a
 * @spec MOD-12b
 * @spec MOD-12c
 * @spec MOD-12d
 * @spec MOD-12e
 * @spec MOD-12f
 */
final class Signatures {
    private Signatures() {}

    static boolean match(Module importer, Import wanted, Module exporter, Export given) {
        if (wanted.kind() == Kind.VALUE) {
            return wanted.type() == TypeDef.ANY
                    || name(importer, wanted.type()).equals(name(exporter, given.type()));
        }
        if (wanted.type() == TypeDef.NONE) {
            return true;
        }
        int signature = exporter.functions().get(given.function()).signature();
        return signature != TypeDef.NONE
                && text(importer, wanted.type()).equals(text(exporter, signature));
    }

    /** Returns the name of a type reference. */
    static String name(Module module, int type) {
        if (type < TypeDef.OWN) {
            return "#" + type;
        }
        return switch (module.types().get(type - TypeDef.OWN)) {
            case TypeDef.Struct struct -> "struct " + struct.name();
            case TypeDef.Interface target -> "interface " + target.name();
            case TypeDef.Signature _ -> text(module, type - TypeDef.OWN);
        };
    }

    private static String text(Module module, int index) {
        if (!(module.types().get(index) instanceof TypeDef.Signature signature)) {
            return "no signature";
        }
        StringBuilder text = new StringBuilder("(");
        signature.parameters().forEach(type -> text.append(name(module, type)).append(','));
        return text.append(")").append(name(module, signature.result())).toString();
    }
}
