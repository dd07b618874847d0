package dev.jetvm.features.steps;

import dev.jetvm.conformance.exchange.Wire;
import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Then;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ObjectNode;

/** Steps about the outcome of any answer. */
public final class AnswerSteps {
    private final Conversation conversation;

    public AnswerSteps(Conversation conversation) {
        this.conversation = conversation;
    }

    @Then("it is refused as {code} with the code {code}")
    public void refused(String phase, String code) {
        conversation.answer().rejects(phase, code);
    }

    @Then("it panics with {code}")
    public void panics(String code) {
        conversation.answer().panics(code);
    }

    @Then("the word is {bits}")
    public void word(String word) {
        is("word", word);
    }

    @Then("the bytes are {hex}")
    public void bytes(byte[] bytes) {
        is("bytes", Wire.base64(bytes));
    }

    @Then("the image is")
    public void image(String hex) {
        is("image", Wire.base64(Wire.unhex(hex.replace("\n", " ").strip())));
    }

    @Then("the kind is {code}")
    public void kind(String kind) {
        is("kind", kind);
    }

    @Then("the value is the {plain}")
    public void value(ObjectNode plain) {
        conversation.answer().is(Wire.object().set("value", plain));
    }

    @Then("the text is {string}")
    public void text(String text) {
        is("bytes", Wire.base64(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Then("it fits into the word")
    public void immediate() {
        is("form", "immediate");
    }

    @Then("it needs an object in the heap")
    public void boxed() {
        is("form", "boxed");
    }

    @Then("nothing is allocated")
    public void nothingAllocated() {
        conversation.answer().is(Wire.object().put("allocated", 0));
    }

    @Then("{int} bytes are allocated")
    public void allocated(int bytes) {
        conversation.answer().is(Wire.object().put("allocated", bytes));
    }

    /** A table with two columns, a member of the answer and its value. Numbers are decimal, words begin with 0x. */
    @Then("the answer says")
    public void says(DataTable members) {
        ObjectNode expected = Wire.object();
        members.asMap().forEach((name, value) -> put(expected, name, value));
        conversation.answer().is(expected);
    }

    static void put(ObjectNode object, String name, String value) {
        if (value.equals("true") || value.equals("false")) {
            object.put(name, Boolean.parseBoolean(value));
        } else if (value.matches("[0-9]+")) {
            object.put(name, new BigInteger(value));
        } else {
            object.put(name, value);
        }
    }

    private void is(String member, String value) {
        conversation.answer().is(Wire.object().put(member, value));
    }
}
