package dev.jetvm.vm.agent;

import static dev.jetvm.runtime.memory.HeaderConstants.HEADER_SIZE;
import static dev.jetvm.runtime.type.TypeConstants.*;
import static dev.jetvm.vm.agent.Describe.row;

import dev.jetvm.runtime.type.InlineCache;
import dev.jetvm.vm.agent.Describe.Table;
import java.util.List;
import java.util.stream.Stream;

/** The constants of the chapter Types and dispatch. */
final class DescribeTypes {
    private static final List<String> FIELDS_OF = List.of("offset", "size", "field");

    private DescribeTypes() {}

    static List<Table> tables() {
        return List.of(descriptor(), methodTable(), interfaceEntry(), structInfo(), flags(), vtable(), traitObject(),
                states());
    }

    private static Table descriptor() {
        return new Table("descriptor", FIELDS_OF, List.of(row(0, HEADER_SIZE, "header"),
                row(ID_OFFSET, 4, "type id"), row(SIZE_OFFSET, 4, "size of an instance with its header, not rounded"),
                row(ALIGN_OFFSET, 2, "alignment"), row(REFERENCES_OFFSET, 2, "number n of reference fields"),
                row(HASH_OFFSET, 4, "hash of the name"), row(NAME_OFFSET, 8, "name, a string"),
                row(TRACE_OFFSET, 8, "trace: nil if the offsets at the end are all"),
                row(DROP_OFFSET, 8, "drop function, or nil"), row(METHODS_OFFSET, 8, "method table, or nil"),
                row(INTERFACE_COUNT_OFFSET, 4, "number of interfaces"),
                row(INTERFACE_COUNT_OFFSET + 4, 4, "zero"), row(INTERFACES_OFFSET, 8, "interface list, or nil"),
                row(INFO_OFFSET, 8, "struct info, or nil"),
                row(TABLE_OFFSET, "4 × n", "offsets of the reference fields, ascending")));
    }

    private static Table methodTable() {
        return new Table("method-table", FIELDS_OF, List.of(row(METHOD_COUNT, 4, "number n of methods"),
                row(METHOD_COUNT + 4, 4, "zero"), row(METHODS, "8 × n", "functions")));
    }

    private static Table interfaceEntry() {
        return new Table("interface-entry", FIELDS_OF, List.of(row(INTERFACE_ID, 4, "interface id"),
                row(INTERFACE_ID + 4, 4, "zero"), row(INTERFACE_TABLE, 8, "method table, a place for each slot")));
    }

    private static Table structInfo() {
        return new Table("struct-info", FIELDS_OF, List.of(row(FIELD_COUNT, 4, "number of fields"),
                row(FIELD_COUNT + 4, 4, "zero"),
                row(FIELDS + " + " + FIELD_SIZE + " × k + " + FIELD_NAME, 8, "name of field k, a string"),
                row(FIELDS + " + " + FIELD_SIZE + " × k + " + FIELD_TYPE, 8, "its type, a string"),
                row(FIELDS + " + " + FIELD_SIZE + " × k + " + FIELD_OFFSET, 4, "its offset"),
                row(FIELDS + " + " + FIELD_SIZE + " × k + " + FIELD_FLAGS, 4, "its flags")));
    }

    private static Table flags() {
        return new Table("field-flags", List.of("value", "field"),
                List.of(row(FLAG_CONST, "const: written once, when the object is made"),
                        row(FLAG_MUTABLE, "mutable")));
    }

    private static Table vtable() {
        return new Table("vtable", FIELDS_OF, List.of(row(VTABLE_TYPE, 4, "id of the concrete type"),
                row(VTABLE_SIZE, 4, "size of an instance"), row(VTABLE_ALIGN, 4, "alignment"),
                row(VTABLE_ZERO, 4, "zero"), row(VTABLE_DROP, 8, "drop function, or nil"),
                row(VTABLE_METHODS, "8 × n", "functions, a place for each slot")));
    }

    private static Table traitObject() {
        return new Table("trait-object", FIELDS_OF,
                List.of(row(TRAIT_DATA - HEADER_SIZE, 8, "data, any value of the concrete type"),
                        row(TRAIT_VTABLE - HEADER_SIZE, 8, "number of the vtable, an int")));
    }

    private static Table states() {
        return new Table("states", List.of("state", "types known"),
                Stream.of(InlineCache.State.values()).map(state -> row(state.wire(), switch (state) {
                    case EMPTY -> "none";
                    case MONO -> "1";
                    case POLY -> "2 to " + ENTRIES_MAX;
                    case MEGA -> "none: there were more";
                })).toList());
    }
}
