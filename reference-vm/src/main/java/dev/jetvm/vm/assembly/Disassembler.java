package dev.jetvm.vm.assembly;

import dev.jetvm.vm.assembly.SourceText.MapEntry;
import dev.jetvm.vm.module.FunctionDef;
import dev.jetvm.vm.module.Module;
import dev.jetvm.vm.module.TypeDef;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes modules in the text form, verified or not. Assembling the text reproduces the module byte for byte.
 *
 * @spec DBG-02
 * @spec DBG-03
 * @spec ASM-09
 */
public final class Disassembler {
    static final String INDENT = "    ";
    private static final int DATA_BYTES = 32;

    private final Module module;
    private final References references;
    private final StringBuilder out = new StringBuilder();

    private Disassembler(Module module) {
        this.module = module;
        this.references = new References(module);
    }

    /** Returns the text form of a module. Each line ends with a line feed. */
    public static String text(Module module) {
        Disassembler disassembler = new Disassembler(module);
        disassembler.module();
        return disassembler.out.toString();
    }

    private void line(String first, String... more) {
        out.append(first);
        for (String word : more) {
            out.append(' ').append(word);
        }
        out.append('\n');
    }

    private static String quote(String text) {
        return Literals.quote(text, '"');
    }

    private void module() {
        line(TextReader.MODULE, quote(module.name()));
        if (!module.source().isEmpty()) {
            line(TextReader.FILE, quote(module.source()));
        }
        if (module.entry() != Module.NO_ENTRY) {
            line(TextReader.ENTRY, references.function(module.entry()));
        }
        module.inits().forEach(init -> line(TextReader.INIT, references.function(init)));
        Strings.explicit(module).forEach(text -> line(TextReader.STRING, quote(text)));
        module.types().forEach(this::type);
        module.imports().forEach(this::imported);
        module.exports().forEach(this::exported);
        module.debug().ifPresent(debug -> debug.lines().forEach(text -> line(TextReader.SOURCE, quote(text))));
        functions();
        module.stackMaps().ifPresent(maps -> MapText.entries(maps).forEach(this::map));
        module.customs().forEach(this::custom);
    }

    private void type(TypeDef type) {
        switch (type) {
            case TypeDef.Signature(List<Integer> parameters, int result) -> line(TextReader.SIGNATURE,
                    parameters.stream().map(references::reference).collect(Collectors.joining(", ", "(", ")")),
                    references.reference(result));
            case TypeDef.Struct struct -> struct(struct);
            case TypeDef.Interface(String name, List<TypeDef.Slot> slots) -> {
                line(TextReader.INTERFACE, Literals.name(name));
                slots.forEach(slot -> line(INDENT + TypeLines.METHOD,
                        Literals.name(slot.name()) + references.signature(slot.signature())));
                line(TextReader.END);
            }
        }
    }

    private void struct(TypeDef.Struct struct) {
        line(TextReader.STRUCT, Literals.name(struct.name()) + (struct.c() ? " " + TypeLines.C : "")
                + (struct.packed() ? " " + TypeLines.PACKED : "")
                + (struct.align() == 0 ? "" : " " + TypeLines.ALIGN + "=" + struct.align()));
        struct.fields().forEach(field -> line(INDENT + TypeLines.FIELD, Literals.name(field.name()),
                field.storage().wire() + (field.constant() ? " " + TypeLines.CONST : "")));
        struct.methods().forEach(method -> line(INDENT + TypeLines.METHOD, Literals.name(method.name()),
                references.function(method.function()) + references.signature(method.signature())));
        NameIndex names = new NameIndex("method", "", struct.methods().stream().map(TypeDef.Method::name).toList());
        struct.implementations().forEach(implementation -> line(INDENT + TypeLines.IMPLEMENTS,
                references.type(implementation.target()) + implementation.methods().stream()
                        .map(index -> " " + References.method(index, names, struct.methods()))
                        .collect(Collectors.joining())));
        if (struct.drop() != TypeDef.NONE) {
            line(INDENT + TypeLines.DROP, references.function(struct.drop()));
        }
        line(TextReader.END);
    }

    private void imported(Module.Import imported) {
        boolean function = imported.kind() == Module.Kind.FUNCTION;
        line(TextReader.IMPORT, quote(imported.module()), quote(imported.name()), imported.kind().word()
                + (function ? references.signature(imported.type()) : " " + references.reference(imported.type())));
    }

    private void exported(Module.Export export) {
        if (export.kind() == Module.Kind.FUNCTION) {
            line(TextReader.EXPORT, quote(export.name()), export.kind().word(),
                    references.function(export.function()));
        } else {
            line(TextReader.EXPORT, quote(export.name()), export.kind().word(), quote(export.global()),
                    references.reference(export.type()));
        }
    }

    private void functions() {
        Map<Integer, List<Module.Mapping>> lines = new HashMap<>();
        module.debug().ifPresent(
                debug -> debug.functions().forEach(each -> lines.put(each.function(), each.mappings())));
        for (int k = 0; k < module.functions().size(); k++) {
            List<Module.Mapping> mappings = lines.getOrDefault(k, List.of());
            header(module.functions().get(k), lines.containsKey(k) && mappings.isEmpty());
            new CodeText(module, module.functions().get(k), references, mappings, out).write();
            line(TextReader.END);
        }
    }

    /** @param lines whether the debug section contains the function without mappings */
    private void header(FunctionDef function, boolean lines) {
        line(TextReader.FUNCTION, Literals.name(function.name()), HeaderReader.ARITY + function.arity(),
                HeaderReader.SLOTS + function.slots(),
                HeaderReader.STACK + function.maxStack()
                        + (function.upvalues() == 0 ? "" : " " + HeaderReader.UPVALUES + function.upvalues())
                        + (function.method() ? " " + HeaderReader.METHOD : "")
                        + (function.signature() == TypeDef.NONE
                                ? ""
                                : " " + HeaderReader.SIGNATURE + references.type(function.signature()))
                        + (lines ? " " + HeaderReader.LINES : ""));
    }

    private void map(MapEntry entry) {
        line(TextReader.STACKMAP, Literals.offset(entry.address()), entry.frameSize()
                + entry.offsets().stream().map(offset -> " " + offset).collect(Collectors.joining()));
    }

    private void custom(Module.Custom custom) {
        line(TextReader.CUSTOM, quote(custom.name()));
        byte[] data = custom.data();
        for (int at = 0; at < data.length; at += DATA_BYTES) {
            line(TextReader.DATA, HexFormat.of().formatHex(data, at, Math.min(data.length, at + DATA_BYTES)));
        }
    }
}
