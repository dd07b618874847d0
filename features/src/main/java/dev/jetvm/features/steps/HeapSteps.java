package dev.jetvm.features.steps;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Plain;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.exchange.Wire;
import io.cucumber.java.ParameterType;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Steps of the chapters Memory and Garbage collection: named objects and their state. */
public final class HeapSteps {
    private final Conversation conversation;
    private final Map<String, String> addresses = new HashMap<>();

    public HeapSteps(Conversation conversation) {
        this.conversation = conversation;
    }

    /** The name of an object, a list or a weak reference of the scenario. */
    @ParameterType("[A-Z][A-Za-z]*")
    public String name(String text) {
        return text;
    }

    private static String handle(String name) {
        return "$" + name;
    }

    /** Sends a request and requires success. */
    private Reply done(Ask question) {
        return conversation.ask(question).ok();
    }

    private static Ask allocation(String name, long slots, long bytes) {
        return Ask.op("heap.alloc").with("into", handle(name)).with("slots", slots).with("bytes", bytes);
    }

    @Given("an object {name} with {int} slot(s) and {int} byte(s)")
    public void object(String name, int slots, int bytes) {
        done(allocation(name, slots, bytes));
    }

    @Given("an acyclic object {name} with {int} byte(s)")
    public void acyclic(String name, int bytes) {
        done(allocation(name, 0, bytes).with("acyclic", true));
    }

    @Given("an immortal object {name} with {int} slot(s) and {int} byte(s)")
    public void immortal(String name, int slots, int bytes) {
        done(allocation(name, slots, bytes).with("immortal", true));
    }

    @When("an object {name} of {int} bytes is wanted")
    public void wanted(String name, int bytes) {
        conversation.ask(allocation(name, 0, bytes));
    }

    @Given("a list {name} of {int} objects")
    public void list(String name, int count) {
        done(Ask.op("heap.chain").with("into", handle(name)).with("count", count).with("slots", 2).with("bytes", 4));
    }

    @When("a list {name} of {int} objects is wanted")
    public void listWanted(String name, int count) {
        conversation.ask(Ask.op("heap.chain").with("into", handle(name)).with("count", count).with("bytes", 8));
    }

    @When("a new object is hung on each object of {name}")
    public void graft(String name) {
        done(Ask.op("heap.graft").with("object", handle(name)).with("slot", 1).with("bytes", 4));
    }

    @Given("a weak reference {name} to {name}")
    public void weak(String name, String target) {
        done(Ask.op("heap.weak").with("into", handle(name)).with("object", handle(target)));
    }

    @When("slot {int} of {name} refers to {name}")
    public void link(int slot, String object, String target) {
        conversation.ask(Ask.op("heap.set").with("object", handle(object)).with("slot", slot).with("value",
                Wire.object().put("kind", "object").put("handle", handle(target))));
    }

    @When("slot {int} of {name} becomes the {plain}")
    public void store(int slot, String object, ObjectNode value) {
        conversation.ask(Ask.op("heap.set").with("object", handle(object)).with("slot", slot).with("value", value));
    }

    @When("slot {int} of {name} is cleared")
    public void clear(int slot, String object) {
        store(slot, object, Plain.nil());
    }

    @When("the bytes of {name} become {hex}")
    public void write(String name, byte[] bytes) {
        done(Ask.op("heap.write").with("object", handle(name)).with("offset", 0).with("bytes", bytes));
    }

    @When("the handle of {name} is dropped")
    public void forget(String name) {
        done(Ask.op("heap.unroot").with("handle", handle(name)));
    }

    @When("{name} is pinned where it lies")
    public void pin(String name) {
        done(Ask.op("heap.pin").with("object", handle(name)));
        addresses.put(name, where(name).text("address"));
    }

    @When("{name} is unpinned again")
    public void unpin(String name) {
        conversation.ask(Ask.op("heap.unpin").with("object", handle(name)));
    }

    @When("{int} objects of {int} bytes are made and dropped")
    public void churn(int count, int bytes) {
        done(Ask.op("heap.churn").with("count", count).with("bytes", bytes));
    }

    @When("the nursery is collected")
    public void minor() {
        conversation.ask(Ask.op("gc.collect").with("kind", "minor"));
    }

    @When("the whole heap is collected")
    public void full() {
        conversation.ask(Ask.op("gc.collect").with("kind", "full"));
    }

    @Then("{int} object(s) was/were reclaimed")
    public void reclaimed(int count) {
        conversation.answer().is(Wire.object().put("reclaimedObjects", count));
    }

    @Then("{int} object(s) was/were freed by counting")
    public void freed(int count) {
        conversation.answer().is(Wire.object().put("freedByCounting", count));
    }

    @Then("the request to collect was ignored")
    public void ignored() {
        conversation.answer().is(Wire.object().put("ignored", true));
    }

    @Then("the bytes of {name} are still {hex}")
    public void bytes(String name, byte[] bytes) {
        done(Ask.op("heap.read").with("object", handle(name))).is(Wire.object().put("bytes", Wire.base64(bytes)));
    }

    @Then("slot {int} of {name} leads to {name}")
    public void leads(int slot, String object, String target) {
        done(Ask.op("heap.get").with("object", handle(object)).with("slot", slot).with("into", "$found"));
        sameAsFound(target);
    }

    /** Removes the temporary handle, because the scenario does not declare it as a root. */
    private void sameAsFound(String target) {
        Reply same = done(Ask.op("heap.same").with("left", "$found").with("right", handle(target)));
        done(Ask.op("heap.unroot").with("handle", "$found"));
        same.is(Wire.object().put("same", true));
    }

    @When("{name} is what slot {int} of {name} leads to")
    public void follow(String name, int slot, String object) {
        done(Ask.op("heap.get").with("object", handle(object)).with("slot", slot).with("into", handle(name)))
                .is(Wire.object().set("value", Wire.object().put("kind", "object")));
    }

    @Then("slot {int} of {name} holds the {plain}")
    public void holds(int slot, String object, ObjectNode value) {
        done(Ask.op("heap.get").with("object", handle(object)).with("slot", slot))
                .is(Wire.object().set("value", value));
    }

    @Then("slot {int} of {name} is nil")
    public void nil(int slot, String object) {
        holds(slot, object, Plain.nil());
    }

    private Reply where(String name) {
        return done(Ask.op("heap.where").with("object", handle(name)));
    }

    @Then("{name} lies in the {code} space")
    public void space(String name, String space) {
        where(name).is(Wire.object().put("space", space));
    }

    @Then("{name} has not moved")
    public void unmoved(String name) {
        String before = addresses.get(name);
        if (before == null) {
            throw Conversation.defect("no step recorded the address of " + name);
        }
        where(name).is(Wire.object().put("address", before));
    }

    @Then("{name} yields {name}")
    public void yields(String weak, String target) {
        done(Ask.op("heap.target").with("weak", handle(weak)).with("into", "$found"));
        sameAsFound(target);
    }

    @Then("{name} yields an object")
    public void yieldsSomething(String weak) {
        done(Ask.op("heap.target").with("weak", handle(weak)))
                .is(Wire.object().set("value", Wire.object().put("kind", "object")));
    }

    @Then("{name} yields nothing")
    public void yieldsNothing(String weak) {
        done(Ask.op("heap.target").with("weak", handle(weak))).is(Wire.object().set("value", Plain.nil()));
    }

    @Then("{int} object(s) is/are in use")
    public void use(int count) {
        done(Ask.op("heap.usage")).is(Wire.object().put("objects", count));
    }

    @Then("the list {name} has {int} objects, all intact")
    public void walk(String name, int count) {
        done(Ask.op("heap.walk").with("object", handle(name)))
                .is(Wire.object().put("count", count).put("intact", true));
    }

    @Then("everything that was hung on {name} is intact")
    public void grafted(String name) {
        done(Ask.op("heap.walk").with("object", handle(name)).with("slot", 1)).is(Wire.object().put("intact", true));
    }

    @Then("the heap is in order")
    public void verify() {
        done(Ask.op("heap.verify")).is(Wire.object().set("problems", Wire.object().arrayNode()));
    }
}
