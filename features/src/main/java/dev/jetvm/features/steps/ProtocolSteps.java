package dev.jetvm.features.steps;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.exchange.Wire;
import dev.jetvm.conformance.protocol.Answer;
import dev.jetvm.conformance.protocol.Request;
import dev.jetvm.conformance.session.CurrentCase;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;

/** Steps of the chapter The conformance protocol. */
public final class ProtocolSteps {
    private final Conversation conversation;
    private int status;

    public ProtocolSteps(Conversation conversation) {
        this.conversation = conversation;
    }

    @When("the operation {code} is asked for")
    public void operation(String op) {
        conversation.ask(Ask.op(op));
    }

    @When("the integer 1 is encoded with an unknown member {string}")
    public void unknownMember(String name) {
        conversation.ask(Ask.op("value.encode").with("value", Vocabulary.read("integer 1")).with(name, Wire.object()));
    }

    @When("request {int} is cancelled")
    public void cancel(int target) {
        conversation.ask(Ask.op("cancel").with("target", target));
    }

    @When("the table of {code} is described")
    public void describe(String topic) {
        conversation.ask(Ask.op("describe").with("topic", topic));
    }

    @When("the profile {code} is asked for")
    public void profile(String profile) {
        conversation.ask(Ask.op("configure").with("profile", profile).with("params", Wire.object()).with("seed", "1"));
    }

    @When("everything is forgotten by a reset")
    public void reset() {
        conversation.ask(Ask.op("reset")).ok();
    }

    @When("its input ends")
    public void inputEnds() {
        status = CurrentCase.run().closeInput();
    }

    @Then("the process ends with status {int}")
    public void endsWith(int expected) {
        if (status != expected) {
            throw new VerdictError(Verdict.FAIL, "after the end of its input the agent ended with status " + status,
                    Wire.object().put("status", expected), Wire.object().put("status", status));
        }
    }

    @Then("it is done")
    public void done() {
        conversation.answer().ok();
    }

    @Then("it is not cancelled")
    public void notCancelled() {
        conversation.answer().is(Wire.object().put("cancelled", false));
    }

    @Then("the feature {code} is unsupported")
    public void unsupported(String feature) {
        message(conversation.answer(), Wire.object().put("outcome", "unsupported").put("feature", feature));
    }

    @Then("it is an error with the code {code}")
    public void error(String code) {
        message(conversation.answer(), Wire.object().put("outcome", "error").put("code", code).put("definite", true));
    }

    @Then("it gives at least one table with columns and rows")
    public void tables() {
        Reply reply = conversation.answer();
        JsonNode first = reply.member("tables").path(0);
        reply.check(!first.path("columns").isEmpty() && !first.path("rows").isEmpty(), Wire.object().set("tables",
                Wire.object()), "has to give a table with columns and rows");
    }

    @Then("the line {string} is answered without an id and with the code {code}")
    public void line(String line, String code) {
        raw(line.getBytes(StandardCharsets.UTF_8), line, code);
    }

    @Then("a line of {int} bytes is answered without an id and with the code {code}")
    public void longLine(int bytes, String code) {
        byte[] line = new byte[bytes];
        Arrays.fill(line, (byte) ' ');
        raw(line, bytes + " blanks", code);
    }

    @Then("the next question is answered as usual")
    public void goesOn() {
        Ask.op("value.encode").with("value", Vocabulary.read("integer 1"))
                .expect(value -> value.put("word", Wire.word(8)));
    }

    private static void raw(byte[] line, String shown, String code) {
        Answer answer = CurrentCase.run().callRaw(line);
        Reply reply = new Reply(new Request("the line", Wire.object().put("sent", shown)), answer);
        message(reply, Wire.object().put("outcome", "error").put("code", code).put("definite", true).putNull("id"));
    }

    private static void message(Reply reply, JsonNode expected) {
        if (!Wire.matches(expected, reply.answer().message())) {
            throw reply.unlike(expected, "gave another answer");
        }
    }
}
