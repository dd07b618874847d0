package dev.jetvm.runtime.memory;

import static dev.jetvm.runtime.memory.HeaderConstants.*;

import dev.jetvm.runtime.panic.RejectException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The state transitions of a header. Each event maps a legal header to the next. An event that the state does not allow
 * is rejected with {@code transition}.
 *
 * @spec HDR-06
 * @spec HDR-07
 * @spec HDR-09
 * @spec HDR-10
 */
public enum HeaderEvent {
    /** The collector has reached the object: white becomes grey. */
    GREY,
    /** The collector has scanned the fields: grey becomes black. */
    BLACK,
    /** The cycle is over: black becomes white. */
    WHITE,
    /** The object must not be moved until it is unpinned. */
    PIN, UNPIN,
    /** The previous contents of its fields are in a mutation log buffer. */
    LOG, UNLOG,
    /** An evacuator claims the object for copying. */
    CLAIM,
    /** The copy is complete; the old header holds its address. */
    FORWARD, RETAIN, RELEASE, RETAIN_WEAK, RELEASE_WEAK;

    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<HeaderEvent> ofWire(String word) {
        return Arrays.stream(values()).filter(event -> event.wire().equals(word)).findFirst();
    }

    /**
     * Returns the header after the event.
     *
     * @param address the address of the copy; only {@link #FORWARD} uses it
     * @throws RejectException invalid: {@code transition}, {@code count-underflow}, {@code header-forwarding}
     */
    public Header apply(Header header, long address) {
        if (header.isForwarded() || header.isCopying() != (this == FORWARD)) {
            throw illegal(header);
        }
        return switch (this) {
            case GREY -> recolour(header, HeaderConstants.WHITE, HeaderConstants.GREY);
            case BLACK -> recolour(header, HeaderConstants.GREY, HeaderConstants.BLACK);
            case WHITE -> recolour(header, HeaderConstants.BLACK, HeaderConstants.WHITE);
            case PIN -> set(header, PINNED);
            case UNPIN -> clear(header, PINNED);
            case LOG -> set(header, LOGGED);
            case UNLOG -> clear(header, LOGGED);
            case CLAIM -> {
                if (header.pinned()) {
                    throw illegal(header);
                }
                yield header.withGc(COPYING);
            }
            case FORWARD -> forward(header, address);
            case RETAIN -> retain(header);
            case RELEASE -> release(header);
            case RETAIN_WEAK -> retainWeak(header);
            case RELEASE_WEAK -> releaseWeak(header);
        };
    }

    private RejectException illegal(Header header) {
        return RejectException.invalid("transition",
                "%s is not allowed with gc bits 0x%X".formatted(wire(), header.gc()));
    }

    private Header recolour(Header header, int from, int to) {
        if (header.colour() != from) {
            throw illegal(header);
        }
        return header.withGc(header.gc() & ~COLOUR_MASK | to);
    }

    private Header set(Header header, int bit) {
        if ((header.gc() & bit) != 0) {
            throw illegal(header);
        }
        return header.withGc(header.gc() | bit);
    }

    private Header clear(Header header, int bit) {
        if ((header.gc() & bit) == 0) {
            throw illegal(header);
        }
        return header.withGc(header.gc() & ~bit);
    }

    private static Header forward(Header header, long address) {
        if (!Header.isForwardingAddress(address)) {
            throw RejectException.invalid("header-forwarding", Header.notAnAddress(address));
        }
        return new Header(header.withGc(FORWARDED).low(), address);
    }

    /** A saturated count no longer tells the number of references, so it does not change again (ERR-005). */
    private static Header retain(Header header) {
        if (header.strong() == STRONG_MAX) {
            return header;
        }
        Header next = header.withStrong(header.strong() + 1);
        return next.strong() == STRONG_MAX ? next.withRc(next.rc() | RC_SIDE_COUNT) : next;
    }

    private static Header release(Header header) {
        if (header.strong() == STRONG_MAX) {
            return header;
        }
        if (header.strong() == 0) {
            throw underflow("strong");
        }
        return header.withStrong(header.strong() - 1);
    }

    private static Header retainWeak(Header header) {
        if (header.weak() == WEAK_MAX) {
            return header;
        }
        Header next = header.withWeak(header.weak() + 1);
        return next.weak() == WEAK_MAX ? next.withRc(next.rc() | RC_SIDE_COUNT) : next;
    }

    private static Header releaseWeak(Header header) {
        if (header.weak() == WEAK_MAX) {
            return header;
        }
        if (header.weak() == 0) {
            throw underflow("weak");
        }
        return header.withWeak(header.weak() - 1);
    }

    private static RejectException underflow(String count) {
        return RejectException.invalid("count-underflow", "the " + count + " count is zero");
    }
}
