package dev.jetvm.features.steps;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Plain;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.exchange.Wire;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Steps of the chapter Objects: named strings, arrays, lists and slices. */
public final class ObjectSteps {
    private final Conversation conversation;
    private @Nullable JsonNode symbol;

    public ObjectSteps(Conversation conversation) {
        this.conversation = conversation;
    }

    private static String handle(String name) {
        return "$" + name;
    }

    /** Sends a request and requires success. */
    private Reply done(Ask question) {
        return conversation.ask(question).ok();
    }

    // --- strings ---

    @Given("a string {name} with the text {string}")
    public void string(String name, String text) {
        done(Ask.op("string.new").with("into", handle(name)).with("bytes", text.getBytes(StandardCharsets.UTF_8)));
    }

    @Given("a literal {name} with the text {string}")
    public void literal(String name, String text) {
        done(Ask.op("string.literal").with("into", handle(name)).with("bytes", text.getBytes(StandardCharsets.UTF_8)));
    }

    @Given("a value {name} that is the {plain}")
    public void value(String name, ObjectNode value) {
        done(Ask.op("heap.root").with("into", handle(name)).with("value", value));
    }

    @When("{name} is made of {name} and {name}")
    public void concat(String name, String left, String right) {
        conversation.ask(Ask.op("string.concat").with("left", handle(left)).with("right", handle(right)).with("into",
                handle(name)));
    }

    @When("{int} bytes from {int} of {name} become {name}")
    public void cut(int count, int offset, String whole, String part) {
        conversation.ask(Ask.op("string.cut").with("string", handle(whole)).with("offset", offset)
                .with("count", count).with("into", handle(part)));
    }

    @Then("the text of {name} is {string}")
    public void text(String name, String text) {
        done(Ask.op("string.text").with("string", handle(name)))
                .is(Wire.object().put("bytes", Wire.base64(text.getBytes(StandardCharsets.UTF_8))));
    }

    @Then("{name} comes before {name}")
    public void before(String small, String large) {
        done(Ask.op("string.compare").with("left", handle(small)).with("right", handle(large)))
                .is(Wire.object().put("order", -1));
    }

    @When("{name} is interned")
    public void intern(String name) {
        done(Ask.op("string.intern").with("string", handle(name)).with("into", handle(name)));
    }

    @Then("{name} and {name} are one object")
    public void one(String left, String right) {
        same(left, right, true);
    }

    @Then("{name} and {name} are two objects")
    public void two(String left, String right) {
        same(left, right, false);
    }

    private void same(String left, String right, boolean same) {
        done(Ask.op("heap.same").with("left", handle(left)).with("right", handle(right)))
                .is(Wire.object().put("same", same));
    }

    private Reply symbolOf(String name) {
        return done(Ask.op("string.symbol").with("string", handle(name)));
    }

    @When("the symbol of {name} is remembered")
    public void rememberSymbol(String name) {
        symbol = symbolOf(name).member("value");
    }

    @Then("the symbol of {name} is the same")
    public void sameSymbol(String name) {
        JsonNode known = symbol;
        if (known == null) {
            throw Conversation.defect("no symbol was remembered");
        }
        symbolOf(name).is(Wire.object().set("value", known));
    }

    // --- arrays ---

    @Given("an array {name} of {int} element(s) of {code}")
    public void array(String name, int length, String element) {
        done(Ask.op("array.new").with("into", handle(name)).with("element", element).with("length", length));
    }

    @When("element {int} of {name} becomes the {plain}")
    public void set(int index, String array, ObjectNode value) {
        conversation.ask(Ask.op("array.set").with("array", handle(array)).with("index", index).with("value", value));
    }

    @Then("element {int} of {name} is the {plain}")
    public void get(int index, String array, ObjectNode value) {
        done(Ask.op("array.get").with("array", handle(array)).with("index", index))
                .is(Wire.object().set("value", value));
    }

    @When("{int} elements of {name} are copied to {name}")
    public void copy(int count, String from, String to) {
        done(Ask.op("array.copy").with("from", handle(from)).with("fromIndex", 0).with("to", handle(to))
                .with("toIndex", 0).with("count", count));
    }

    // --- lists ---

    @Given("an empty list {name}")
    public void list(String name) {
        done(Ask.op("list.new").with("into", handle(name)));
    }

    @When("the integers from {int} to {int} are pushed onto {name}")
    public void push(int first, int last, String list) {
        for (int number = first; number <= last; number++) {
            done(Ask.op("list.push").with("list", handle(list)).with("value", Plain.integer(number)));
        }
    }

    @When("the last element is popped off {name}")
    public void pop(String list) {
        conversation.ask(Ask.op("list.pop").with("list", handle(list)));
    }

    @Then("{name} has {int} elements and room for {int}")
    public void size(String list, int length, int capacity) {
        done(Ask.op("list.info").with("list", handle(list)))
                .is(Wire.object().put("length", length).put("capacity", capacity));
    }

    @Then("element {int} of the list {name} is the {plain}")
    public void listGet(int index, String list, ObjectNode value) {
        done(Ask.op("list.get").with("list", handle(list)).with("index", index))
                .is(Wire.object().set("value", value));
    }

    // --- slices ---

    @Given("a slice {name} of {int} element(s) from {int} of {name}")
    public void slice(String name, int count, int offset, String array) {
        done(Ask.op("slice.new").with("array", handle(array)).with("offset", offset).with("count", count).with("into",
                handle(name)));
    }

    @When("element {int} of the slice {name} is asked for")
    public void ask(int index, String slice) {
        conversation.ask(Ask.op("slice.get").with("slice", handle(slice)).with("index", index));
    }

    @Then("element {int} of the slice {name} is the {plain}")
    public void sliceGet(int index, String slice, ObjectNode value) {
        ask(index, slice);
        conversation.answer().is(Wire.object().set("value", value));
    }
}
