package dev.jetvm.vm.module;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A module as encoded in a file, checked on its own and not linked. The lists keep the order of the file, and indices
 * refer to this order.
 *
 * @param strings all strings of the file; every name in the module is one of them
 * @param source name of the source file, or empty
 * @param inits indices of the initialisers, in order of execution; they run before any other function of the module
 * @param entry index of the function that runs the program, or {@link #NO_ENTRY}
 * @param stackMaps empty if the file has no such section
 * @param debug empty if the file has no such section
 * @param customs the custom sections
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
    /** The entry of a module that has none. */
    public static final int NO_ENTRY = -1;

    /** The kinds of imports and exports. */
    public enum Kind {
        FUNCTION, VALUE;

        /** Returns the keyword of the text form. */
        public String word() {
            return this == FUNCTION ? "function" : "value";
        }
    }

    /**
     * An import.
     *
     * @param type for a function the index of its signature or {@link TypeDef#NONE}, for a value a type reference
     */
    public record Import(String module, String name, Kind kind, int type) {}

    /**
     * An export.
     *
     * @param function index of the function, or -1 for a value
     * @param global name of the global that holds the value, empty for a function
     * @param type type reference of a value, {@link TypeDef#ANY} for a function
     */
    public record Export(String name, Kind kind, int function, String global, int type) {}

    /**
     * The stack maps in the binary form of ROOT-05.
     *
     * @param count number of entries
     * @param bytes index and entries
     */
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

    /**
     * Debug information.
     *
     * @param functions ascending by function
     * @param lines the source lines that the file keeps
     */
    public record Debug(List<FunctionLines> functions, List<String> lines) {}

    /**
     * The line mappings of a function.
     *
     * @param mappings ascending by offset
     */
    public record FunctionLines(int function, List<Mapping> mappings) {}

    /**
     * One mapping.
     *
     * @param offset in the function
     * @param line from 1
     * @param column from 1, 0 if unknown
     */
    public record Mapping(int offset, int line, int column) {}

    /** A custom section: data of another tool, kept unchanged. */
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

    /** Returns the offset of a function's code in the code section. */
    public int codeStart(int function) {
        int start = 0;
        for (int k = 0; k < function; k++) {
            start += functions.get(k).code().length;
        }
        return start;
    }
}
