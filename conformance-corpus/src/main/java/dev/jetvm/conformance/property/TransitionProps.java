package dev.jetvm.conformance.property;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.exchange.Wire;
import dev.jetvm.conformance.model.HeaderModel;
import dev.jetvm.conformance.model.TransitionModel;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.Size;

/** Sequences of header events, compared with a model that receives the same events. */
@Tag("kind:property")
@Tag("level:must")
@Tag("requires:header.transitions")
class TransitionProps {

    @Property(tries = 1000)
    @Tag("id:prop-header-events")
    @Tag("HDR-06")
    @Tag("HDR-07")
    @Tag("HDR-09")
    @Tag("HDR-10")
    @Tag("HDR-11")
    void aHeaderLivesAsTheModelDoes(@ForAll("unsaturated") HeaderModel first,
            @ForAll("events") @Size(min = 1, max = 6) List<String> events,
            @ForAll(supplier = Any.Address.class) long address) {
        HeaderModel header = first;
        for (String event : events) {
            header = live(header, event, address);
        }
    }

    @Property(tries = 1000)
    @Tag("id:prop-header-any-event")
    @Tag("HDR-10")
    void eachEventInEachStateDoesWhatTheTableSays(@ForAll("unsaturated") HeaderModel header,
            @ForAll("event") String event, @ForAll(supplier = Any.Word.class) long address) {
        live(header, event, address);
    }

    @Property(tries = 1000)
    @Tag("id:prop-header-forwarded-is-final")
    @Tag("HDR-07")
    @Tag("HDR-10")
    void nothingHappensToAForwardedHeader(@ForAll("unsaturated") HeaderModel header, @ForAll("event") String event,
            @ForAll(supplier = Any.Address.class) long address) {
        live(new HeaderModel(header.type(), HeaderModel.FORWARDED, header.rc(), header.size(), address), event,
                address);
    }

    @Property(tries = 1000)
    @Tag("id:prop-counts-saturate")
    @Tag("HDR-06")
    @Tag("HDR-11")
    void aCountThatReachesItsLimitStays(@ForAll("unsaturated") HeaderModel start, @ForAll("near") long below,
            @ForAll boolean strong, @ForAll("counting") @Size(min = 1, max = 4) List<String> events) {
        HeaderModel header = HeaderModel.counted(start.type(), start.gc() & ~3, start.rc(), start.size(), start.flags(),
                3, strong ? start.weak() : (int) (HeaderModel.WEAK_LIMIT - below),
                strong ? HeaderModel.STRONG_LIMIT - below : start.strong());
        for (String event : events) {
            header = live(header, event, 0);
        }
    }

    /**
     * Sends the event, checks the answer against the model and returns the resulting header, unchanged if the event is
     * rejected.
     */
    private static HeaderModel live(HeaderModel header, String event, long address) {
        Ask ask = Ask.op("header.transition").with("bytes", header.image()).with("event", event);
        if (event.equals("forward")) {
            ask.with("address", Wire.word(address));
        }
        Reply reply = ask.send();
        TransitionModel.Step step = TransitionModel.step(header, event, address);
        HeaderModel next = step.next();
        if (next == null) {
            reply.rejects("invalid", step.code());
            return header;
        }
        reply.is(Wire.object().put("bytes", Wire.base64(next.image())));
        return next;
    }

    /** Headers whose counts are below their limits, or zero. */
    @Provide
    Arbitrary<HeaderModel> unsaturated() {
        return Combinators.combine(new Any.Header().get(),
                Arbitraries.of(0L, 1L, 2L, 1000L, HeaderModel.STRONG_LIMIT - 9),
                Arbitraries.of(0, 1, 2, 100, HeaderModel.WEAK_LIMIT - 9))
                .as((h, strong, weak) -> HeaderModel.counted(h.type(), h.gc(), h.rc() & 7, h.size(), h.flags(),
                        Integer.numberOfTrailingZeros(h.align()), weak, strong));
    }

    @Provide
    Arbitrary<String> event() {
        return Arbitraries.of(TransitionModel.EVENTS);
    }

    @Provide
    Arbitrary<List<String>> events() {
        return event().list();
    }

    @Provide
    Arbitrary<List<String>> counting() {
        return Arbitraries.of("retain", "retain", "retain-weak", "retain-weak", "release", "release-weak").list();
    }

    /** The distance of a count from its limit at the start. */
    @Provide
    Arbitrary<Long> near() {
        return Arbitraries.longs().between(1, 2);
    }
}
