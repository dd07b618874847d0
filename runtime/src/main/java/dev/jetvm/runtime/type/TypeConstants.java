package dev.jetvm.runtime.type;

import dev.jetvm.runtime.memory.HeaderConstants;

/**
 * Constants of descriptors, method tables, vtables and caches. Offsets are in bytes. Offsets in descriptors, functions
 * and boxed trait objects are relative to the start of the header. Offsets in tables are relative to the first byte of
 * the table, which follows the header of the buffer that holds it.
 *
 * @spec TYPE-01
 * @spec TYPE-08
 * @spec TYPE-12
 * @spec TYPE-13
 * @spec TYPE-16
 * @spec TYPE-17
 * @spec IC-01
 * @spec IC-06
 */
public final class TypeConstants {
    private TypeConstants() {}

    public static final int ID_OFFSET = HeaderConstants.HEADER_SIZE;
    public static final int SIZE_OFFSET = 20;
    public static final int ALIGN_OFFSET = 24;
    public static final int REFERENCES_OFFSET = 26;
    public static final int HASH_OFFSET = 28;
    public static final int NAME_OFFSET = 32;
    public static final int TRACE_OFFSET = 40;
    public static final int DROP_OFFSET = 48;
    public static final int METHODS_OFFSET = 56;
    public static final int INTERFACE_COUNT_OFFSET = 64;
    public static final int INTERFACES_OFFSET = 72;
    public static final int INFO_OFFSET = 80;
    /** The table of reference field offsets: a u32 for each field. */
    public static final int TABLE_OFFSET = 88;
    /** The maximum number of reference fields. The count is a u16. */
    public static final int REFERENCES_MAX = 0xFFFF;

    /** Method table: u32 count, u32 zero, then a reference to each function. */
    public static final int METHOD_COUNT = 0;
    public static final int METHODS = 8;

    /** Interface list entry: u32 id, u32 zero, reference to a method table. */
    public static final int INTERFACE_ID = 0;
    public static final int INTERFACE_TABLE = 8;
    public static final int INTERFACE_SIZE = 16;
    public static final long INTERFACE_ID_MAX = 0xFFFF_FFFFL;

    /** Struct info: u32 count, u32 zero, then the fields. */
    public static final int FIELD_COUNT = 0;
    public static final int FIELDS = 8;
    public static final int FIELD_NAME = 0;
    public static final int FIELD_TYPE = 8;
    public static final int FIELD_OFFSET = 16;
    public static final int FIELD_FLAGS = 20;
    public static final int FIELD_SIZE = 24;
    public static final int FLAG_CONST = 1;
    public static final int FLAG_MUTABLE = 2;

    /** Trait vtable. */
    public static final int VTABLE_TYPE = 0;
    public static final int VTABLE_SIZE = 4;
    public static final int VTABLE_ALIGN = 8;
    public static final int VTABLE_ZERO = 12;
    public static final int VTABLE_DROP = 16;
    public static final int VTABLE_METHODS = 24;

    /** Boxed trait object. */
    public static final int TRAIT_DATA = HeaderConstants.HEADER_SIZE;
    public static final int TRAIT_VTABLE = TRAIT_DATA + Long.BYTES;
    public static final int TRAIT_PAYLOAD = 2 * Long.BYTES;

    /** Function: u32 number, u32 parameter count, name. */
    public static final int FUNCTION_NUMBER = HeaderConstants.HEADER_SIZE;
    public static final int FUNCTION_PARAMETERS = FUNCTION_NUMBER + Integer.BYTES;
    public static final int FUNCTION_NAME = FUNCTION_PARAMETERS + Integer.BYTES;
    public static final int FUNCTION_PAYLOAD = 16;

    /** The maximum number of entries of a call-site cache. */
    public static final int ENTRIES_MAX = 4;
    /** The limit of a name or cache index in an instruction, exclusive. The index is a u16. */
    public static final int INDEX_LIMIT = 1 << 16;
}
