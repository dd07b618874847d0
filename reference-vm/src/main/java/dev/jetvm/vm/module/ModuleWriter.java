package dev.jetvm.vm.module;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Writes a module as a file. Each module has exactly one encoding: for every file that {@link ModuleReader} accepts,
 * writing the result reproduces the file.
 *
 * <p>A module that cannot be encoded, because a name is not among its strings or a number does not fit its field, is an
 * {@link IllegalArgumentException}.
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
 */
public final class ModuleWriter {
    private final Module module;
    private final Map<String, Integer> strings = new HashMap<>();

    private ModuleWriter(Module module) {
        this.module = module;
        for (String text : module.strings()) {
            strings.put(text, strings.size());
        }
    }

    /** Returns the canonical file of a module. */
    public static byte[] write(Module module) {
        return new ModuleWriter(module).file();
    }

    private byte[] file() {
        ByteSink body = new ByteSink();
        section(body, SectionId.STRINGS, out -> items(out, module.strings(), ByteSink::text));
        section(body, SectionId.MODULE, out -> out.u32(index(module.name())).u32(optional(module.source())));
        list(body, SectionId.TYPES, module.types(), new TypeWriter(this::index)::write);
        list(body, SectionId.IMPORTS, module.imports(), this::importItem);
        section(body, SectionId.FUNCTIONS, out -> items(out, module.functions(), this::function));
        list(body, SectionId.EXPORTS, module.exports(), this::export);
        list(body, SectionId.INIT, module.inits(), (out, init) -> out.u32(init));
        if (module.entry() != Module.NO_ENTRY) {
            section(body, SectionId.ENTRY, out -> out.u32(module.entry()));
        }
        section(body, SectionId.CODE, out -> module.functions().forEach(function -> out.bytes(function.code())));
        module.stackMaps().ifPresent(
                maps -> section(body, SectionId.STACKMAPS, out -> out.u32(maps.count()).bytes(maps.bytes())));
        module.debug().ifPresent(debug -> section(body, SectionId.DEBUG, out -> debug(out, debug)));
        for (Module.Custom custom : module.customs()) {
            section(body, SectionId.CUSTOM, out -> out.text(custom.name()).bytes(custom.data()));
        }
        return frame(body.toBytes());
    }

    /**
     * Returns the file with corrected magic, version, length and checksum. A file shorter than the header is returned
     * unchanged.
     */
    public static byte[] framed(byte[] file) {
        return file.length < FileFrame.HEADER_SIZE
                ? file
                : frame(Arrays.copyOfRange(file, FileFrame.HEADER_SIZE, file.length));
    }

    private static byte[] frame(byte[] body) {
        byte[] unsigned = header(body.length, 0).bytes(body).toBytes();
        return header(body.length, FileFrame.checksum(unsigned)).bytes(body).toBytes();
    }

    private static ByteSink header(int bodyLength, int checksum) {
        return new ByteSink().bits32(FileFrame.MAGIC).u16(FileFrame.MAJOR).u16(FileFrame.MINOR)
                .u32(FileFrame.HEADER_SIZE + (long) bodyLength).bits32(checksum);
    }

    private static void section(ByteSink out, SectionId id, Consumer<ByteSink> content) {
        ByteSink payload = new ByteSink();
        content.accept(payload);
        out.u8(id.code()).u32(payload.size()).bytes(payload.toBytes());
    }

    /** Writes a section, which is omitted when empty. */
    private static <T> void list(ByteSink out, SectionId id, List<T> items, BiConsumer<ByteSink, T> item) {
        if (!items.isEmpty()) {
            section(out, id, payload -> items(payload, items, item));
        }
    }

    private static <T> void items(ByteSink out, List<T> items, BiConsumer<ByteSink, T> item) {
        out.u32(items.size());
        items.forEach(each -> item.accept(out, each));
    }

    private int index(String text) {
        Integer index = strings.get(text);
        if (index == null) {
            throw new IllegalArgumentException("\"" + text + "\" is not among the strings of the module");
        }
        return index;
    }

    private int optional(String text) {
        return text.isEmpty() ? 0 : index(text) + 1;
    }

    private void importItem(ByteSink out, Module.Import item) {
        boolean function = item.kind() == Module.Kind.FUNCTION;
        out.u32(index(item.module())).u32(index(item.name())).u8(item.kind().ordinal())
                .u32(function ? item.type() + 1 : item.type());
    }

    private void export(ByteSink out, Module.Export export) {
        boolean function = export.kind() == Module.Kind.FUNCTION;
        out.u32(index(export.name())).u8(export.kind().ordinal())
                .u32(function ? export.function() : index(export.global())).u32(function ? 0 : export.type());
    }

    private void function(ByteSink out, FunctionDef function) {
        out.u32(optional(function.name())).u8(function.arity()).u8(function.method() ? 1 : 0).u16(function.slots())
                .u16(function.maxStack()).u16(function.upvalues()).u32(function.signature() + 1)
                .u32(function.code().length);
        items(out, function.constants(), this::constant);
    }

    private void constant(ByteSink out, Constant constant) {
        switch (constant) {
            case Constant.Int(long number) -> out.u8(1).bits64(number);
            case Constant.Float32(int bits) -> out.u8(2).bits32(bits);
            case Constant.Float64(long bits) -> out.u8(3).bits64(bits);
            case Constant.Char(int scalar) -> out.u8(4).u32(scalar);
            case Constant.Symbol(String text) -> out.u8(5).u32(index(text));
            case Constant.Text(String text) -> out.u8(6).u32(index(text));
            case Constant.Function(int index) -> out.u8(7).u32(index);
            case Constant.Type(int index) -> out.u8(8).u32(index);
            case Constant.Import(int index) -> out.u8(9).u32(index);
        }
    }

    private void debug(ByteSink out, Module.Debug debug) {
        items(out, debug.functions(), (sink, lines) -> {
            sink.u32(lines.function());
            items(sink, lines.mappings(),
                    (each, mapping) -> each.u32(mapping.offset()).u32(mapping.line()).u16(mapping.column()));
        });
        items(out, debug.lines(), (sink, line) -> sink.u32(index(line)));
    }
}
