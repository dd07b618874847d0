package dev.jetvm.features.steps;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Wire;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.nio.charset.StandardCharsets;

/** Steps about strings and UTF-8. */
public final class StringSteps {
    private final Conversation conversation;

    public StringSteps(Conversation conversation) {
        this.conversation = conversation;
    }

    @When("the text {string} becomes a string")
    public void form(String text) {
        conversation.ask(Ask.op("string.form").with("bytes", utf8(text)));
    }

    @When("a text of {int} letters becomes a string")
    public void letters(int count) {
        form("x".repeat(count));
    }

    @When("the text {string} becomes a string with its bytes at {bits}")
    public void external(String text, String address) {
        conversation.ask(Ask.op("string.form").with("bytes", utf8(text)).with("address", address));
    }

    @When("the bytes {hex} become a string")
    public void fromBytes(byte[] bytes) {
        conversation.ask(Ask.op("string.form").with("bytes", bytes));
    }

    @When("that image is read as a string")
    public void decode() {
        byte[] image = conversation.answer().bytes("image");
        conversation.ask(Ask.op("string.decode").with("image", image));
    }

    @When("byte {int} of that image is changed to {hex} and it is read as a string")
    public void decodeChanged(int at, byte[] replacement) {
        byte[] image = conversation.answer().bytes("image");
        if (at >= image.length) {
            throw conversation.answer().unlike(Wire.object().put("outcome", "ok"), "has to give a longer image");
        }
        image[at] = replacement[0];
        conversation.ask(Ask.op("string.decode").with("image", image));
    }

    @When("the hash of {string} is asked for")
    public void hash(String text) {
        conversation.ask(Ask.op("string.hash").with("bytes", utf8(text)));
    }

    @Then("the hash is {bits}")
    public void hashIs(String hash) {
        conversation.answer().is(Wire.object().put("hash", hash));
    }

    @When("the string {string} is exported to C")
    public void export(String text) {
        conversation.ask(Ask.op("string.export").with("bytes", utf8(text)));
    }

    @When("the bytes {hex} are checked as UTF-8")
    public void check(byte[] bytes) {
        conversation.ask(Ask.op("string.utf8").with("bytes", bytes));
    }

    @When("the bytes {hex} are repaired")
    public void repair(byte[] bytes) {
        conversation.ask(Ask.op("string.utf8").with("bytes", bytes).with("lossy", true));
    }

    @Then("they are UTF-8 with {int} character(s)")
    public void valid(int characters) {
        conversation.answer().is(Wire.object().put("valid", true).put("chars", characters));
    }

    @Then("they are ill-formed from byte {int}")
    public void illFormed(int at) {
        conversation.answer().is(Wire.object().put("valid", false).put("at", at));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
