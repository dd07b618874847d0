package dev.jetvm.runtime.object;

import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.HeaderConstants;
import dev.jetvm.runtime.memory.LittleEndian;
import dev.jetvm.runtime.panic.RejectException;

/**
 * The image of a float64 box: 24 bytes, the header and the IEEE 754 bits.
 *
 * @spec VAL-10
 */
public final class BoxImage {
    public static final int SIZE = HeaderConstants.HEADER_SIZE + Double.BYTES;

    private BoxImage() {}

    public static byte[] of(long bits) {
        byte[] image = new byte[SIZE];
        Header.fresh(BuiltinType.FLOAT64.id(), Double.BYTES, 0, 8).writeTo(image);
        LittleEndian.setInt64(image, HeaderConstants.HEADER_SIZE, bits);
        return image;
    }

    /**
     * Returns the IEEE 754 bits in a box.
     *
     * @throws RejectException malformed: {@code box-length}, {@code box-type}, {@code box-size}, header codes
     */
    public static long bits(byte[] image) {
        if (image.length != SIZE) {
            throw RejectException.malformed("box-length", image.length + " bytes, a box has 24");
        }
        Header header = Header.read(image);
        if (header.type() != BuiltinType.FLOAT64.id()) {
            throw RejectException.malformed("box-type", "type " + header.type() + " is not Float64");
        }
        if (header.size() != Double.BYTES) {
            throw RejectException.malformed("box-size", "payload of " + header.size() + " bytes, a box has 8");
        }
        return LittleEndian.int64(image, HeaderConstants.HEADER_SIZE);
    }
}
