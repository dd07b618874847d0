package dev.jetvm.features.steps;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.exchange.Wire;
import io.cucumber.datatable.DataTable;
import io.cucumber.java.ParameterType;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Steps of the chapter Object headers: the 16-byte header and the events that change it. */
public final class HeaderSteps {
    private static final List<String> COLOURS = List.of("white", "grey", "black");
    private static final Map<String, String> EVENTS = Map.ofEntries(Map.entry("marked grey", "grey"),
            Map.entry("marked black", "black"), Map.entry("marked white", "white"), Map.entry("pinned", "pin"),
            Map.entry("unpinned", "unpin"), Map.entry("logged", "log"), Map.entry("unlogged", "unlog"),
            Map.entry("claimed for copying", "claim"), Map.entry("retained", "retain"),
            Map.entry("released", "release"), Map.entry("retained weakly", "retain-weak"),
            Map.entry("released weakly", "release-weak"));

    private final Conversation conversation;
    private final ObjectNode fields = Wire.object().put("rc", 0).put("flags", 0).put("align", 8).put("weak", 0)
            .put("strong", 0);
    private byte[] header = new byte[0];

    public HeaderSteps(Conversation conversation) {
        this.conversation = conversation;
    }

    @ParameterType("marked grey|marked black|marked white|pinned|unpinned|logged|unlogged|claimed for copying"
            + "|retained weakly|released weakly|retained|released")
    public String event(String words) {
        return EVENTS.getOrDefault(words, words);
    }

    /** The gc bits of a colour with the optional flags pinned and logged. */
    @ParameterType("(?:white|grey|black)(?:, pinned)?(?:, logged)?")
    public Integer state(String words) {
        int colour = COLOURS.indexOf(words.split(",", 2)[0]);
        return colour | (words.contains("pinned") ? 4 : 0) | (words.contains("logged") ? 8 : 0);
    }

    @Given("a {state} object of type {int} with {int} bytes")
    public void object(int gc, int type, int size) {
        fields.put("gc", gc).put("type", type).put("size", size);
    }

    @Given("its {code} count is {long}")
    public void count(String which, long count) {
        fields.put(which, count);
    }

    @When("it is {event}")
    public void happens(String event) {
        transition(Ask.op("header.transition").with("bytes", header()).with("event", event));
    }

    @When("it is {event} again")
    public void happensAgain(String event) {
        happens(event);
    }

    @When("it is forwarded to {bits}")
    public void forwarded(String address) {
        transition(
                Ask.op("header.transition").with("bytes", header()).with("event", "forward").with("address", address));
    }

    @Then("its header is {hex}")
    public void headerIs(byte[] bytes) {
        conversation.answer().is(Wire.object().put("bytes", Wire.base64(bytes)));
    }

    @Then("its header says")
    public void headerSays(DataTable members) {
        ObjectNode expected = Wire.object();
        members.asMap().forEach((name, value) -> AnswerSteps.put(expected, name, value));
        Ask.op("header.unpack").with("bytes", header()).send().is(expected);
    }

    @When("a header is packed from")
    public void pack(DataTable members) {
        ObjectNode given = fields.deepCopy();
        members.asMap().forEach((name, value) -> AnswerSteps.put(given, name, value));
        if (given.has("forwarding")) {
            given.remove(List.of("flags", "align", "weak", "strong"));
        }
        conversation.ask(Ask.op("header.pack").withAll(given));
    }

    @When("the header {hex} is unpacked")
    public void unpack(byte[] bytes) {
        conversation.ask(Ask.op("header.unpack").with("bytes", bytes));
    }

    private void transition(Ask question) {
        Reply reply = conversation.ask(question);
        if (reply.isOk()) {
            header = reply.bytes("bytes");
        }
    }

    private byte[] header() {
        if (header.length == 0) {
            header = conversation.ask(Ask.op("header.pack").withAll(fields)).bytes("bytes");
        }
        return header;
    }
}
