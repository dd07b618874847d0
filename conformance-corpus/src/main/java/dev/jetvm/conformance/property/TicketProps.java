package dev.jetvm.conformance.property;

import static dev.jetvm.conformance.property.ChannelActions.BUFFERED;
import static dev.jetvm.conformance.property.ChannelActions.MIXED;
import static dev.jetvm.conformance.property.ChannelActions.UNBUFFERED;

import dev.jetvm.conformance.property.ChannelActions.Cases;
import dev.jetvm.conformance.property.ChannelActions.Kind;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/**
 * Operations of several tasks on a few channels, in a known order, compared with a model. Each property needs the operations of its name and
 * no others.
 */
@Tag("kind:property")
@Tag("level:must")
@Tag("requires:channel.tickets")
class TicketProps {
    private static final int TRIES = 300;

    @Provide
    Arbitrary<ChannelActions> operations() {
        return ChannelActions.of(Cases.BOTH);
    }

    @Provide
    Arbitrary<ChannelActions> attempts() {
        return ChannelActions.of(Cases.BOTH, Kind.TRY_SEND, Kind.TRY_RECEIVE);
    }

    @Provide
    Arbitrary<ChannelActions> closes() {
        return ChannelActions.of(Cases.BOTH, Kind.CLOSE);
    }

    @Provide
    Arbitrary<ChannelActions> cancellations() {
        return ChannelActions.of(Cases.BOTH, Kind.CANCEL);
    }

    @Property(tries = TRIES)
    @Tag("id:prop-channel-rendezvous")
    @Tag("requires:channel.unbuffered")
    @Tag("CHAN-26")
    @Tag("CHAN-01")
    @Tag("CHAN-13")
    @Tag("CHAN-14")
    @Tag("CHAN-15")
    void tasksMeet(@ForAll("operations") ChannelActions actions) {
        actions.perform(UNBUFFERED);
    }

    @Property(tries = TRIES)
    @Tag("id:prop-channel-buffer")
    @Tag("requires:channel.buffered")
    @Tag("CHAN-26")
    @Tag("CHAN-07")
    @Tag("CHAN-08")
    @Tag("CHAN-09")
    @Tag("CHAN-14")
    void aBufferIsAQueue(@ForAll("operations") ChannelActions actions) {
        actions.perform(BUFFERED);
    }

    @Property(tries = TRIES)
    @Tag("id:prop-channel-attempts")
    @Tag("requires:channel.unbuffered")
    @Tag("requires:channel.try")
    @Tag("CHAN-26")
    @Tag("CHAN-02")
    @Tag("CHAN-04")
    void anAttemptNeedsAPartner(@ForAll("attempts") ChannelActions actions) {
        actions.perform(UNBUFFERED);
    }

    @Property(tries = TRIES)
    @Tag("id:prop-channel-buffer-attempts")
    @Tag("requires:channel.buffered")
    @Tag("requires:channel.try")
    @Tag("CHAN-26")
    @Tag("CHAN-02")
    @Tag("CHAN-04")
    @Tag("CHAN-07")
    void anAttemptNeedsAPlaceOrAValue(@ForAll("attempts") ChannelActions actions) {
        actions.perform(BUFFERED);
    }

    @Property(tries = TRIES)
    @Tag("id:prop-channel-close")
    @Tag("requires:channel.unbuffered")
    @Tag("requires:channel.close")
    @Tag("CHAN-05")
    @Tag("CHAN-06")
    @Tag("CHAN-10")
    @Tag("CHAN-12")
    void aCloseEndsWaits(@ForAll("closes") ChannelActions actions) {
        actions.perform(UNBUFFERED);
    }

    @Property(tries = TRIES)
    @Tag("id:prop-channel-buffer-close")
    @Tag("requires:channel.buffered")
    @Tag("requires:channel.close")
    @Tag("CHAN-05")
    @Tag("CHAN-06")
    @Tag("CHAN-10")
    @Tag("CHAN-11")
    @Tag("CHAN-12")
    void aCloseKeepsTheBuffer(@ForAll("closes") ChannelActions actions) {
        actions.perform(BUFFERED);
    }

    @Property(tries = TRIES)
    @Tag("id:prop-channel-cancel")
    @Tag("requires:channel.unbuffered")
    @Tag("requires:channel.cancel")
    @Tag("CHAN-26")
    @Tag("CHAN-15")
    @Tag("SEL-07")
    void aCancelledTaskTakesNothing(@ForAll("cancellations") ChannelActions actions) {
        actions.perform(UNBUFFERED);
    }

    @Property(tries = TRIES)
    @Tag("id:prop-channel-buffer-cancel")
    @Tag("requires:channel.buffered")
    @Tag("requires:channel.cancel")
    @Tag("CHAN-26")
    @Tag("CHAN-15")
    @Tag("SEL-07")
    void aCancelledTaskLeavesTheBufferAlone(@ForAll("cancellations") ChannelActions actions) {
        actions.perform(BUFFERED);
    }

    @Property(tries = TRIES)
    @Tag("id:prop-channel-lengths")
    @Tag("requires:channel.unbuffered")
    @Tag("requires:channel.buffered")
    @Tag("requires:channel.try")
    @Tag("requires:channel.length")
    @Tag("CHAN-20")
    void theLengthIsThatOfTheBuffer(@ForAll("attempts") ChannelActions actions) {
        actions.perform(MIXED, ChannelSession::lengths);
    }

    @Property(tries = TRIES)
    @Tag("id:prop-channel-waiting")
    @Tag("requires:channel.unbuffered")
    @Tag("requires:channel.buffered")
    @Tag("requires:channel.cancel")
    @Tag("requires:channel.waiting")
    @Tag("CHAN-21")
    void thoseWhoWaitAreCounted(@ForAll("cancellations") ChannelActions actions) {
        actions.perform(MIXED, ChannelSession::waiting);
    }
}
