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
 * Selects and operations of several tasks on a few channels, in a known order, compared with a model. Each property needs the operations
 * of its name and no others.
 */
@Tag("kind:property")
@Tag("level:must")
@Tag("requires:channel.tickets")
@Tag("requires:select.tickets")
class SelectTicketProps {
    private static final int TRIES = 300;

    @Provide
    Arbitrary<ChannelActions> receives() {
        return ChannelActions.of(Cases.RECEIVES, Kind.SELECT);
    }

    @Provide
    Arbitrary<ChannelActions> sends() {
        return ChannelActions.of(Cases.SENDS, Kind.SELECT);
    }

    @Provide
    Arbitrary<ChannelActions> selects() {
        return ChannelActions.of(Cases.BOTH, Kind.SELECT);
    }

    @Provide
    Arbitrary<ChannelActions> defaults() {
        return ChannelActions.of(Cases.BOTH, Kind.SELECT, Kind.SELECT_OR_NOT);
    }

    @Provide
    Arbitrary<ChannelActions> closes() {
        return ChannelActions.of(Cases.BOTH, Kind.SELECT, Kind.CLOSE);
    }

    @Provide
    Arbitrary<ChannelActions> cancellations() {
        return ChannelActions.of(Cases.BOTH, Kind.SELECT, Kind.CANCEL);
    }

    @Provide
    Arbitrary<ChannelActions> everything() {
        return ChannelActions.of(Cases.BOTH, Kind.SELECT, Kind.SELECT_OR_NOT, Kind.CLOSE, Kind.CANCEL, Kind.TRY_SEND,
                Kind.TRY_RECEIVE);
    }

    @Property(tries = TRIES)
    @Tag("id:prop-select-receives")
    @Tag("requires:channel.unbuffered")
    @Tag("requires:select.receive")
    @Tag("SEL-14")
    @Tag("SEL-01")
    @Tag("SEL-02")
    @Tag("SEL-05")
    @Tag("SEL-06")
    @Tag("SEL-08")
    void theFirstPossibleReceive(@ForAll("receives") ChannelActions actions) {
        actions.perform(UNBUFFERED);
    }

    @Property(tries = TRIES)
    @Tag("id:prop-select-buffer-receives")
    @Tag("requires:channel.buffered")
    @Tag("requires:select.receive")
    @Tag("SEL-14")
    @Tag("SEL-02")
    @Tag("SEL-05")
    @Tag("SEL-06")
    void theFirstPossibleReceiveOfABuffer(@ForAll("receives") ChannelActions actions) {
        actions.perform(BUFFERED);
    }

    @Property(tries = TRIES)
    @Tag("id:prop-select-sends")
    @Tag("requires:channel.unbuffered")
    @Tag("requires:select.send")
    @Tag("SEL-14")
    @Tag("SEL-01")
    @Tag("SEL-02")
    @Tag("SEL-05")
    @Tag("SEL-06")
    @Tag("SEL-08")
    void theFirstPossibleSend(@ForAll("sends") ChannelActions actions) {
        actions.perform(UNBUFFERED);
    }

    @Property(tries = TRIES)
    @Tag("id:prop-select-buffer-sends")
    @Tag("requires:channel.buffered")
    @Tag("requires:select.send")
    @Tag("SEL-14")
    @Tag("SEL-02")
    @Tag("SEL-05")
    @Tag("SEL-06")
    void theFirstPossibleSendToABuffer(@ForAll("sends") ChannelActions actions) {
        actions.perform(BUFFERED);
    }

    @Property(tries = TRIES)
    @Tag("id:prop-select-meets")
    @Tag("requires:channel.unbuffered")
    @Tag("requires:select.send")
    @Tag("requires:select.receive")
    @Tag("SEL-11")
    @Tag("SEL-06")
    @Tag("SEL-07")
    void selectsMeet(@ForAll("selects") ChannelActions actions) {
        actions.perform(UNBUFFERED);
    }

    @Property(tries = TRIES)
    @Tag("id:prop-select-default")
    @Tag("requires:channel.unbuffered")
    @Tag("requires:channel.buffered")
    @Tag("requires:select.send")
    @Tag("requires:select.receive")
    @Tag("requires:select.default")
    @Tag("SEL-04")
    @Tag("SEL-02")
    void theDefaultIsTheLastChoice(@ForAll("defaults") ChannelActions actions) {
        actions.perform(MIXED);
    }

    @Property(tries = TRIES)
    @Tag("id:prop-select-close")
    @Tag("requires:channel.unbuffered")
    @Tag("requires:channel.buffered")
    @Tag("requires:select.send")
    @Tag("requires:select.receive")
    @Tag("requires:channel.close")
    @Tag("SEL-09")
    @Tag("CHAN-10")
    @Tag("CHAN-11")
    void aCloseMakesACaseReady(@ForAll("closes") ChannelActions actions) {
        actions.perform(MIXED);
    }

    @Property(tries = TRIES)
    @Tag("id:prop-select-cancel")
    @Tag("requires:channel.unbuffered")
    @Tag("requires:channel.buffered")
    @Tag("requires:select.send")
    @Tag("requires:select.receive")
    @Tag("requires:channel.cancel")
    @Tag("SEL-07")
    @Tag("CHAN-15")
    void aCancelledSelectLeavesNoTrace(@ForAll("cancellations") ChannelActions actions) {
        actions.perform(MIXED);
    }

    @Property(tries = TRIES)
    @Tag("id:prop-select-waiting")
    @Tag("requires:channel.unbuffered")
    @Tag("requires:channel.buffered")
    @Tag("requires:select.send")
    @Tag("requires:select.receive")
    @Tag("requires:channel.cancel")
    @Tag("requires:channel.waiting")
    @Tag("SEL-07")
    @Tag("CHAN-21")
    void eachCaseThatWaitsIsCounted(@ForAll("cancellations") ChannelActions actions) {
        actions.perform(MIXED, ChannelSession::waiting);
    }

    @Property(tries = TRIES)
    @Tag("id:prop-select-everything")
    @Tag("requires:channel.unbuffered")
    @Tag("requires:channel.buffered")
    @Tag("requires:select.send")
    @Tag("requires:select.receive")
    @Tag("requires:select.default")
    @Tag("requires:channel.close")
    @Tag("requires:channel.cancel")
    @Tag("requires:channel.try")
    @Tag("SEL-14")
    @Tag("CHAN-26")
    @Tag("SEL-06")
    @Tag("SEL-07")
    @Tag("SEL-11")
    @Tag("CHAN-15")
    void allOperationsTogether(@ForAll("everything") ChannelActions actions) {
        actions.perform(MIXED);
    }
}
