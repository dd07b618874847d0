package dev.jetvm.vm.module;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A module as the file has it: checked by itself, joined to nothing. The lists are in the order of the file; that order
 * is what indices count.
 *
 * @param strings every text that the file has, in its order; names elsewhere are taken from here
 * @param source name of the source file, or empty
 * @param inits functions that run before anything else of the module, in order
 * @param entry function that runs the program, or -1
 * @param stackMaps absent if the file has no such section
 * @param debug absent if the file has no such section
 * @spec MOD-01a
 * @spec MOD-01b
 * @spec MOD-01c
 * @spec MOD-01d
 * @spec MOD-01e
 * @spec MOD-01f
 * @spec MOD-01g
 * @spec MOD-03a
 * @spec MOD-03b
 */
public record Module(String name, String source, List<String> strings, List<TypeDef> types, List<Import> imports,
        List<FunctionDef> functions, List<Export> exports, List<Integer> inits, int entry,
        Optional<MapSection> stackMaps, Optional<Debug> debug, List<Custom> customs) {
    public static final int NO_ENTRY = -1;

    /** What an import or an export is. */
    public enum Kind {
        FUNCTION, VALUE;

        /** As the text form has it. */
        public String word() {
            return this == FUNCTION ? "function" : "value";
        }
    }

    /** @param type of a function index of a signature or {@link TypeDef#NONE}, of a value a type reference */
    public record Import(String module, String name, Kind kind, int type) {}

    /**
     * @param function index, or -1 for a value
     * @param global name of the global that the value is in, empty for a function
     * @param type of a value
     */
    public record Export(String name, Kind kind, int function, String global, int type) {}

    /** The section of ROOT-05 as it is. */
    public record MapSection(int count, byte[] bytes) {
        @Override
        public boolean equals(Object other) {
            return other instanceof MapSection that && count == that.count && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Objects.hash(count, Arrays.hashCode(bytes));
        }
    }

    /** @param functions ascending by function; @param lines of the source, as far as they are kept */
    public record Debug(List<FunctionLines> functions, List<String> lines) {}

    /** @param mappings ascending by offset */
    public record FunctionLines(int function, List<Mapping> mappings) {}

    /** @param offset in the function; @param line from 1; @param column from 1, 0 if unknown */
    public record Mapping(int offset, int line, int column) {}

    /** What other tools left in the file. */
    public record Custom(String name, byte[] data) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Custom that && name.equals(that.name) && Arrays.equals(data, that.data);
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, Arrays.hashCode(data));
        }
    }

    /** Where the code of a function begins in the code section. */
    public int codeStart(int function) {
        int start = 0;
        for (int k = 0; k < function; k++) {
            start += functions.get(k).code().length;
        }
        return start;
    }
}
