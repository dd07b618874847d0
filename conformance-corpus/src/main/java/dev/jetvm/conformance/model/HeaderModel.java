package dev.jetvm.conformance.model;

import dev.jetvm.conformance.exchange.Wire;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A legal object header.
 *
 * <p>Clauses: HDR-01 to HDR-11.
 *
 * @param type 1 to 0xFFFFFF
 * @param gc the four collector bits
 * @param rc the four counting bits
 * @param size payload in bytes, 0 to 2^32-1
 * @param meta the second half: counts, alignment and flags, or the forwarding address when {@code gc} is 3
 */
public record HeaderModel(int type, int gc, int rc, long size, long meta) {
    public static final int FORWARDED = 0x3;
    public static final int COPYING = 0xB;
    public static final int SIDE_COUNT = 8;
    public static final long STRONG_LIMIT = 0xFFFF_FFFFL;
    public static final int WEAK_LIMIT = 0xFFF;

    /** @param alignLog2 0 to 15 */
    public static HeaderModel counted(int type, int gc, int rc, long size, int flags, int alignLog2, int weak,
            long strong) {
        return new HeaderModel(type, gc, rc, size, flags | (long) alignLog2 << 16 | (long) weak << 20 | strong << 32);
    }

    public int flags() {
        return (int) (meta & 0xFFFF);
    }

    public int align() {
        return 1 << (meta >>> 16 & 0xF);
    }

    public int weak() {
        return (int) (meta >>> 20 & 0xFFF);
    }

    public long strong() {
        return meta >>> 32;
    }

    public int colour() {
        return gc & 3;
    }

    public boolean pinned() {
        return (gc & 4) != 0;
    }

    public boolean logged() {
        return (gc & 8) != 0;
    }

    public byte[] image() {
        return ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putInt(type | gc << 24 | rc << 28)
                .putInt((int) size).putLong(meta).array();
    }

    /** Decodes the header of an image, legal or not. */
    public static HeaderModel read(byte[] image) {
        ByteBuffer bytes = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        int word = bytes.getInt(0);
        return new HeaderModel(word & 0xFF_FFFF, word >>> 24 & 0xF, word >>> 28, bytes.getInt(4) & 0xFFFF_FFFFL,
                bytes.getLong(8));
    }

    /**
     * The code with which an unpacker rejects this header, in the order of its checks; empty if the header is legal.
     */
    public Optional<String> fault() {
        if (type == 0) {
            return Optional.of("header-type");
        }
        if (pinned() && colour() == FORWARDED) {
            return Optional.of("header-pinned-forwarded");
        }
        return gc == FORWARDED && !legalAddress(meta) ? Optional.of("header-forwarding") : Optional.empty();
    }

    public static boolean legalAddress(long address) {
        return address != 0 && address % 8 == 0 && address >>> 48 == 0;
    }

    /** The members of a {@code pack} request and of the answer to {@code unpack}. */
    public ObjectNode members() {
        ObjectNode members = Wire.object();
        members.put("type", type).put("gc", gc).put("rc", rc).put("size", size);
        if (gc == FORWARDED) {
            return members.put("forwarding", Wire.word(meta));
        }
        return members.put("flags", flags()).put("align", align()).put("weak", weak()).put("strong", strong());
    }

    /** The members that the answer to {@code unpack} has in addition to the fields. */
    public ObjectNode described() {
        ObjectNode all = members();
        all.put("headerWord", Wire.word32(type | gc << 24 | rc << 28));
        if (gc == COPYING) {
            return all.put("colour", "copying");
        }
        String[] colours = {"white", "grey", "black", "forwarded"};
        return all.put("colour", colours[colour()]).put("pinned", pinned()).put("logged", logged());
    }

    HeaderModel withGc(int newGc) {
        return new HeaderModel(type, newGc, rc, size, meta);
    }

    HeaderModel withMeta(long newMeta) {
        return new HeaderModel(type, gc, rc, size, newMeta);
    }

    HeaderModel withRc(int newRc) {
        return new HeaderModel(type, gc, newRc, size, meta);
    }
}
