package dev.jetvm.vm.assembly;

import dev.jetvm.runtime.gc.StackMaps;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.vm.assembly.Fault.Code;
import dev.jetvm.vm.assembly.SourceText.ExportText;
import dev.jetvm.vm.assembly.SourceText.FunctionText;
import dev.jetvm.vm.assembly.SourceText.ImportText;
import dev.jetvm.vm.assembly.SourceText.Name;
import dev.jetvm.vm.assembly.SourceText.Ref;
import dev.jetvm.vm.module.FunctionDef;
import dev.jetvm.vm.module.Module;
import dev.jetvm.vm.module.TypeDef;
import dev.jetvm.vm.verify.Verifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Assembles the text form of a module in two phases: the first parses the text, the second resolves names. A phase that
 * finds faults reports all of them and ends the assembly. Time is linear in the length of the text. Every
 * implementation produces the same bytes from the same text. The assembler does not verify the module.
 *
 * @spec ASM-01
 * @spec ASM-02
 * @spec ASM-03
 * @spec ASM-04
 * @spec ASM-05
 * @spec ASM-06
 * @spec ASM-07
 * @spec ASM-08
 * @spec ASM-09
 * @spec ASM-10
 */
public final class Assembler {
    private final SourceText text;
    private final Problems problems;
    private final Resolver resolver;
    /** The entries of {@code .string}, in the order of the text. */
    private final Set<String> strings = new LinkedHashSet<>();

    private Assembler(SourceText text, Problems problems) {
        this.text = text;
        this.problems = problems;
        this.resolver = new Resolver(text);
    }

    /**
     * Assembles a text.
     *
     * @throws AssemblyException if the text is not a module; it holds the faults found
     * @throws RejectException invalid, if the text requests derived stack maps and the code does not verify
     */
    public static Module assemble(String text) {
        Problems problems = new Problems(text);
        SourceText source = new TextReader(text, problems).read();
        problems.check();
        return new Assembler(source, problems).module();
    }

    private Module module() {
        text.strings.forEach(string -> problems.guard(() -> string(string)));
        List<TypeDef> types = collect(text.types, new TypeAssembly(resolver)::type);
        List<Module.Import> imports = imports();
        List<Module.FunctionLines> lines = new ArrayList<>();
        List<FunctionDef> functions = functions(lines);
        List<Module.Export> exports = exports();
        List<Integer> inits = collect(text.inits, resolver::function);
        int entry = text.entry == null
                ? Module.NO_ENTRY
                : collect(List.of(text.entry), resolver::function).stream().findFirst().orElse(Module.NO_ENTRY);
        problems.check();
        Optional<Module.Debug> debug = lines.isEmpty() && text.lines.isEmpty()
                ? Optional.empty()
                : Optional.of(new Module.Debug(lines, List.copyOf(text.lines)));
        List<Module.Custom> customs = text.customs.stream()
                .map(custom -> new Module.Custom(custom.name(), custom.data().toByteArray())).toList();
        Module module = new Module(nameOf(text.name), nameOf(text.file), List.of(), types, imports, functions, exports,
                inits, entry, MapText.section(text.maps), debug, customs);
        Module whole = withStacks(module);
        problems.check();
        return text.derived ? withMaps(whole) : whole;
    }

    private static String nameOf(@Nullable Name name) {
        return name == null ? "" : name.text();
    }

    /** Returns the results of the items that resolve. The others become problems. */
    private <A, B> List<B> collect(List<A> from, Function<A, B> work) {
        List<B> made = new ArrayList<>();
        from.forEach(item -> problems.guard(() -> made.add(work.apply(item))));
        return List.copyOf(made);
    }

    private List<Module.Import> imports() {
        Set<List<String>> seen = new HashSet<>();
        return collect(text.imports, imported -> {
            if (!seen.add(List.of(imported.module().text(), imported.name()))) {
                throw new Fault(Code.DUPLICATE, imported.module().place(),
                        imported.module().text() + "." + imported.name() + " is imported already");
            }
            return new Module.Import(imported.module().text(), imported.name(), imported.kind(), typeOf(imported));
        });
    }

    private int typeOf(ImportText imported) {
        return imported.kind() == Module.Kind.VALUE
                ? resolver.type(imported.type())
                : resolver.signature(imported.signature());
    }

    private List<Module.Export> exports() {
        Set<String> seen = new HashSet<>();
        return collect(text.exports, export -> {
            if (!seen.add(export.name().text())) {
                throw new Fault(Code.DUPLICATE, export.name().place(), export.name().text() + " is exported already");
            }
            return export(export);
        });
    }

    private Module.Export export(ExportText export) {
        Ref function = export.function();
        return function == null
                ? new Module.Export(export.name().text(), export.kind(), -1, export.global(),
                        resolver.type(export.type()))
                : new Module.Export(export.name().text(), export.kind(), resolver.function(function), "", TypeDef.ANY);
    }

    private List<FunctionDef> functions(List<Module.FunctionLines> lines) {
        List<FunctionDef> functions = new ArrayList<>();
        for (int k = 0; k < text.functions.size(); k++) {
            FunctionText source = text.functions.get(k);
            FunctionAssembly assembly = new FunctionAssembly(source, resolver, problems);
            assembly.assemble().ifPresent(functions::add);
            if (source.lines() || !assembly.mappings().isEmpty()) {
                lines.add(new Module.FunctionLines(k, List.copyOf(assembly.mappings())));
            }
        }
        return List.copyOf(functions);
    }

    /** Adds the string table and the stack size of each function that does not declare one. */
    private Module withStacks(Module module) {
        List<FunctionDef> functions = new ArrayList<>();
        for (int k = 0; k < text.functions.size(); k++) {
            FunctionText source = text.functions.get(k);
            FunctionDef function = module.functions().get(k);
            int stack = (int) Math.min(Integer.MAX_VALUE / 16,
                    source.stack().number() < 0 ? StackFlow.highest(module, function) : source.stack().number());
            FunctionDef whole = new FunctionDef(function.name(), function.arity(), function.method(), function.slots(),
                    stack, function.upvalues(), function.signature(), function.constants(), function.code());
            problems.guard(() -> checkFrame(source, whole));
            functions.add(whole);
        }
        return new Module(module.name(), module.source(), Strings.table(strings, module), module.types(),
                module.imports(), List.copyOf(functions), module.exports(), module.inits(), module.entry(),
                module.stackMaps(), module.debug(), module.customs());
    }

    private void string(Name string) {
        if (!strings.add(string.text())) {
            throw new Fault(Code.DUPLICATE, string.place(), "the table of strings has this text already");
        }
    }

    private static Module withMaps(Module module) {
        Module.MapSection maps = Verifier.verify(module).maps();
        return new Module(module.name(), module.source(), module.strings(), module.types(), module.imports(),
                module.functions(), module.exports(), module.inits(), module.entry(),
                maps.count() == 0 ? Optional.empty() : Optional.of(maps), module.debug(), module.customs());
    }

    private static void checkFrame(FunctionText source, FunctionDef function) {
        if (function.frameSize() > StackMaps.FRAME_MAX) {
            throw new Fault(Code.RANGE, source.name().place(),
                    "a frame of " + function.slots() + " slots and a stack of "
                            + function.maxStack() + " words is larger than 65528 bytes",
                    "Fewer operands at a time.");
        }
    }
}
