package dev.jetvm.conformance.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of the colours, bits and counts of a header. It performs one legal step at a time.
 *
 * <p>Clauses: HDR-06, HDR-07, HDR-09, HDR-10.
 */
public final class TransitionModel {
    public static final List<String> EVENTS = List.of("grey", "black", "white", "pin", "unpin", "log", "unlog", "claim",
            "forward", "retain", "release", "retain-weak", "release-weak");

    private TransitionModel() {}

    /**
     * The effect of an event.
     *
     * @param next the header after the event; {@code null} if the event is rejected
     * @param code why the event is rejected; empty if it is accepted
     */
    public record Step(@Nullable HeaderModel next, String code) {
        static Step to(HeaderModel next) {
            return new Step(next, "");
        }

        static Step refused(String code) {
            return new Step(null, code);
        }
    }

    /** @param address the new address; used by {@code forward} only */
    public static Step step(HeaderModel header, String event, long address) {
        if (event.equals("forward")) {
            return header.gc() != HeaderModel.COPYING
                    ? Step.refused("transition")
                    : HeaderModel.legalAddress(address)
                            ? Step.to(header.withGc(HeaderModel.FORWARDED).withMeta(address))
                            : Step.refused("header-forwarding");
        }
        if (header.colour() == HeaderModel.FORWARDED) {
            return Step.refused("transition");
        }
        return switch (event) {
            case "grey" -> gc(header, header.colour() == 0, header.gc() | 1);
            case "black" -> gc(header, header.colour() == 1, header.gc() & ~3 | 2);
            case "white" -> gc(header, header.colour() == 2, header.gc() & ~3);
            case "pin" -> gc(header, !header.pinned(), header.gc() | 4);
            case "unpin" -> gc(header, header.pinned(), header.gc() & ~4);
            case "log" -> gc(header, !header.logged(), header.gc() | 8);
            case "unlog" -> gc(header, header.logged(), header.gc() & ~8);
            case "claim" -> gc(header, !header.pinned(), HeaderModel.COPYING);
            case "retain" -> strong(header, 1);
            case "release" -> strong(header, -1);
            case "retain-weak" -> weak(header, 1);
            case "release-weak" -> weak(header, -1);
            default -> throw new IllegalArgumentException(event);
        };
    }

    private static Step gc(HeaderModel header, boolean legal, int gc) {
        return legal ? Step.to(header.withGc(gc)) : Step.refused("transition");
    }

    private static Step strong(HeaderModel header, int delta) {
        long count = header.strong();
        if (count == HeaderModel.STRONG_LIMIT) {
            return Step.to(header);
        }
        if (count + delta < 0) {
            return Step.refused("count-underflow");
        }
        long meta = header.meta() & 0xFFFF_FFFFL | (count + delta) << 32;
        return stuck(header.withMeta(meta), count + delta == HeaderModel.STRONG_LIMIT);
    }

    private static Step weak(HeaderModel header, int delta) {
        int count = header.weak();
        if (count == HeaderModel.WEAK_LIMIT) {
            return Step.to(header);
        }
        if (count + delta < 0) {
            return Step.refused("count-underflow");
        }
        long meta = header.meta() & ~(0xFFFL << 20) | (long) (count + delta) << 20;
        return stuck(header.withMeta(meta), count + delta == HeaderModel.WEAK_LIMIT);
    }

    private static Step stuck(HeaderModel header, boolean saturated) {
        return Step.to(saturated ? header.withRc(header.rc() | HeaderModel.SIDE_COUNT) : header);
    }
}
