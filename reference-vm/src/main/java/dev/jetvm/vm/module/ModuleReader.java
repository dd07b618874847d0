package dev.jetvm.vm.module;

import dev.jetvm.runtime.panic.RejectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a module file. Any byte sequence results in a module or in a {@link RejectException} of phase malformed, in
 * time and memory linear in its length. Every count is compared with the number of remaining bytes before the items are
 * allocated, no method is recursive, and each byte belongs to exactly one item.
 *
 * <p>The reader checks everything that does not require following the instructions. The verifier does the rest.
 *
 * @spec MOD-01a
 * @spec MOD-01b
 * @spec MOD-01c
 * @spec MOD-01d
 * @spec MOD-01e
 * @spec MOD-01f
 * @spec MOD-01g
 * @spec MOD-02a
 * @spec MOD-02b
 * @spec MOD-02c
 * @spec MOD-02d
 * @spec MOD-12a
 * @spec MOD-12b
 * @spec MOD-12c
 * @spec MOD-12d
 * @spec MOD-12e
 * @spec MOD-12f
 * @spec MOD-13a
 * @spec MOD-13b
 * @spec MOD-13c
 * @spec MOD-13d
 * @spec MOD-14
 * @spec MOD-15
 */
public final class ModuleReader {
    private final FileFrame frame;

    private ModuleReader(FileFrame frame) {
        this.frame = frame;
    }

    /**
     * Reads a module.
     *
     * @throws RejectException malformed, with a code of MOD-02b and the offset in the file
     */
    public static Module read(byte[] file) {
        return new ModuleReader(FileFrame.read(file)).module();
    }

    /** An empty optional section would be a second encoding of the same module. */
    static RejectException empty(int at) {
        return RejectException.malformedAt("section-empty", at, "a section without items is left out");
    }

    private Module module() {
        StringsSection names = StringsSection.read(frame.section(SectionId.STRINGS));
        ByteCursor self = frame.section(SectionId.MODULE);
        String name = names.next(self);
        String source = names.nextOptional(self);
        self.end();
        int announced = frame.announced(SectionId.FUNCTIONS);
        List<TypeDef> types = items(SectionId.TYPES, in -> TypesSection.read(in, names, announced));
        List<Module.Import> imports = items(SectionId.IMPORTS, in -> LinkSections.imports(in, names, types));
        ByteCursor code = frame.section(SectionId.CODE);
        List<FunctionDef> functions = FunctionsSection.read(frame.section(SectionId.FUNCTIONS), code, names, types,
                imports.size());
        int count = functions.size();
        List<Module.Export> exports = items(SectionId.EXPORTS, in -> LinkSections.exports(in, names, types, count));
        List<Integer> inits = items(SectionId.INIT, in -> LinkSections.inits(in, count));
        int entry = frame.has(SectionId.ENTRY)
                ? LinkSections.entry(frame.section(SectionId.ENTRY), count)
                : Module.NO_ENTRY;
        FunctionsSection.endOfCode(code);
        Optional<Module.MapSection> stackMaps = optional(SectionId.STACKMAPS, StackMapSection::read);
        Optional<Module.Debug> debug = optional(SectionId.DEBUG, in -> DebugSection.read(in, names, functions));
        return new Module(name, source, names.all(), types, imports, functions, exports, inits, entry, stackMaps, debug,
                customs());
    }

    private List<Module.Custom> customs() {
        List<Module.Custom> customs = new ArrayList<>();
        for (ByteCursor in : frame.customs()) {
            customs.add(new Module.Custom(in.text(), in.bytes(in.left())));
        }
        return List.copyOf(customs);
    }

    @FunctionalInterface
    private interface Section<T> {
        T read(ByteCursor in);
    }

    private <T> Optional<T> optional(SectionId id, Section<T> reader) {
        return frame.has(id) ? Optional.of(reader.read(frame.section(id))) : Optional.empty();
    }

    private <T> List<T> items(SectionId id, Section<List<T>> reader) {
        if (!frame.has(id)) {
            return List.of();
        }
        ByteCursor in = frame.section(id);
        int begin = in.at();
        List<T> items = reader.read(in);
        if (items.isEmpty()) {
            throw empty(begin);
        }
        return items;
    }
}
