package dev.jetvm.vm.module;

import dev.jetvm.runtime.panic.RejectException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the debug section: the mapping from instructions to source lines.
 *
 * @spec MOD-15
 */
final class DebugSection {
    private static final int FUNCTION_LEAST = 8;
    private static final int MAPPING_SIZE = 10;

    private final ByteCursor in;
    private final List<FunctionDef> functions;

    private DebugSection(ByteCursor in, List<FunctionDef> functions) {
        this.in = in;
        this.functions = functions;
    }

    static Module.Debug read(ByteCursor in, StringsSection names, List<FunctionDef> functions) {
        int begin = in.at();
        DebugSection section = new DebugSection(in, functions);
        int count = in.count32(FUNCTION_LEAST);
        List<Module.FunctionLines> mapped = new ArrayList<>(count);
        int last = -1;
        for (int k = 0; k < count; k++) {
            Module.FunctionLines lines = section.function(last);
            last = lines.function();
            mapped.add(lines);
        }
        int lineCount = in.count32(Integer.BYTES);
        List<String> lines = new ArrayList<>(lineCount);
        for (int k = 0; k < lineCount; k++) {
            lines.add(names.next(in));
        }
        in.end();
        if (mapped.isEmpty() && lines.isEmpty()) {
            throw ModuleReader.empty(begin);
        }
        return new Module.Debug(List.copyOf(mapped), List.copyOf(lines));
    }

    private Module.FunctionLines function(int last) {
        int at = in.at();
        int function = in.index(functions.size(), "functions");
        if (function <= last) {
            throw RejectException.malformedAt("debug-order", at, "the functions are not strictly ascending");
        }
        int length = functions.get(function).code().length;
        int count = in.count32(MAPPING_SIZE);
        List<Module.Mapping> mappings = new ArrayList<>(count);
        long before = -1;
        for (int k = 0; k < count; k++) {
            Module.Mapping mapping = mapping(before, length);
            before = mapping.offset();
            mappings.add(mapping);
        }
        return new Module.FunctionLines(function, List.copyOf(mappings));
    }

    private Module.Mapping mapping(long before, int length) {
        int at = in.at();
        long offset = in.u32();
        if (offset <= before || offset >= length) {
            throw RejectException.malformedAt("debug-order", at,
                    "offset %d, behind %d, in code of %d bytes".formatted(offset, before, length));
        }
        int lineAt = in.at();
        long line = in.u32();
        if (line == 0 || line > Integer.MAX_VALUE) {
            throw RejectException.malformedAt("debug-line", lineAt, "lines count from 1 to 2^31-1");
        }
        return new Module.Mapping((int) offset, (int) line, in.u16());
    }
}
