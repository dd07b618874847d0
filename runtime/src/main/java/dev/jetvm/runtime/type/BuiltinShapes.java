package dev.jetvm.runtime.type;

import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.HeaderConstants;
import dev.jetvm.runtime.object.StringConstants;

/** What descriptors of built-in types say of their objects. Clauses: TYPE-01, TYPE-03. */
final class BuiltinShapes {
    private BuiltinShapes() {}

    /** In bytes; 0 if there are no objects of the type, or of many sizes. */
    static long sizeOf(BuiltinType type) {
        return switch (type) {
            case INT, FLOAT64, WEAK_REF, BOX -> HeaderConstants.HEADER_SIZE + Long.BYTES;
            case SLICE, LIST, TRAIT_OBJECT, FUNCTION -> HeaderConstants.HEADER_SIZE + 2L * Long.BYTES;
            case STRING -> StringConstants.OBJECT_SIZE;
            default -> 0;
        };
    }

    static int[] references(BuiltinType type) {
        return switch (type) {
            case SLICE, BOX, LIST, TRAIT_OBJECT -> new int[]{HeaderConstants.HEADER_SIZE};
            default -> new int[0];
        };
    }
}
