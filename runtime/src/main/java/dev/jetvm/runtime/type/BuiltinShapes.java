package dev.jetvm.runtime.type;

import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.HeaderConstants;
import dev.jetvm.runtime.text.StringConstants;

/**
 * The sizes and reference slots of built-in types, as recorded in their descriptors.
 *
 * @spec TYPE-01
 * @spec TYPE-03
 */
final class BuiltinShapes {
    private BuiltinShapes() {}

    /** Returns the object size in bytes, or 0 if the type has no objects or objects of different sizes. */
    static long sizeOf(BuiltinType type) {
        return switch (type) {
            case INT, FLOAT64, WEAK_REF, BOX, UPVALUE -> HeaderConstants.HEADER_SIZE + Long.BYTES;
            case SLICE, LIST, TRAIT_OBJECT, FUNCTION -> HeaderConstants.HEADER_SIZE + 2L * Long.BYTES;
            case BOUND_METHOD, TASK, CHANNEL, CONTINUATION -> HeaderConstants.HEADER_SIZE + 2L * Long.BYTES;
            case CLASS, MAP -> HeaderConstants.HEADER_SIZE + 4L * Long.BYTES;
            case NATIVE -> HeaderConstants.HEADER_SIZE + Long.BYTES;
            case STRING -> StringConstants.OBJECT_SIZE;
            default -> 0;
        };
    }

    /** Whether the offsets of references differ between objects of the type. */
    static boolean hasOwnTrace(BuiltinType type) {
        return switch (type) {
            case STRING, ARRAY, CLOSURE, INSTANCE -> true;
            default -> false;
        };
    }

    static int[] references(BuiltinType type) {
        return switch (type) {
            case SLICE, BOX, LIST, TRAIT_OBJECT, UPVALUE -> new int[]{HeaderConstants.HEADER_SIZE};
            case BOUND_METHOD -> new int[]{HeaderConstants.HEADER_SIZE, HeaderConstants.HEADER_SIZE + Long.BYTES};
            case MAP ->
                new int[]{HeaderConstants.HEADER_SIZE + 2 * Long.BYTES, HeaderConstants.HEADER_SIZE + 3 * Long.BYTES};
            case CLASS ->
                new int[]{HeaderConstants.HEADER_SIZE + Long.BYTES, HeaderConstants.HEADER_SIZE + 2 * Long.BYTES,
                        HeaderConstants.HEADER_SIZE + 3 * Long.BYTES};
            case TASK, CHANNEL, CONTINUATION -> new int[]{HeaderConstants.HEADER_SIZE + Long.BYTES};
            default -> new int[0];
        };
    }
}
