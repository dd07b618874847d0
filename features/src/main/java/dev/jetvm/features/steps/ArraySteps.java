package dev.jetvm.features.steps;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Wire;
import dev.jetvm.conformance.exchange.Plain;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.math.BigInteger;

/** Steps about arrays and slices. */
public final class ArraySteps {
    private final Conversation conversation;

    public ArraySteps(Conversation conversation) {
        this.conversation = conversation;
    }

    @When("element {long} of an array of {code} with room for {long} is located")
    public void locate(long index, String element, long capacity) {
        conversation
                .ask(Ask.op("layout.array").with("element", element).with("capacity", capacity).with("index", index));
    }

    @When("an array of {code} with room for {long} is laid out")
    public void layOut(String element, long capacity) {
        conversation.ask(Ask.op("layout.array").with("element", element).with("capacity", capacity));
    }

    @When("an array of {code} with room for {int} holds the bytes {hex}")
    public void image(String element, int capacity, byte[] data) {
        conversation.ask(Ask.op("array.image").with("element", element).with("data", data).with("capacity", capacity));
    }

    @When("index {number} is used on an array of length {long}")
    public void index(BigInteger index, long length) {
        conversation.ask(Ask.op("array.index").with("length", length).with("index", Plain.integer(index)));
    }

    @Then("the element is number {long}")
    public void element(long index) {
        conversation.answer().is(Wire.object().put("index", index));
    }

    @When("an array with room for {long} grows")
    public void grow(long capacity) {
        conversation.ask(Ask.op("array.grow").with("capacity", capacity));
    }

    @Then("it has room for {long}")
    public void room(long capacity) {
        conversation.answer().is(Wire.object().put("capacity", capacity));
    }

    @When("{number} elements from {number} are sliced from the array {bits} of length {long}")
    public void slice(BigInteger count, BigInteger offset, String array, long length) {
        conversation.ask(Ask.op("array.slice").with("array", array).with("length", length)
                .with("offset", offset.toString()).with("count", count.toString()));
    }

    @When("{number} elements from {number} are sliced from that slice")
    public void subSlice(BigInteger count, BigInteger offset) {
        byte[] slice = conversation.answer().bytes("image");
        conversation.ask(Ask.op("array.slice").with("slice", slice).with("offset", offset.toString()).with("count",
                count.toString()));
    }
}
