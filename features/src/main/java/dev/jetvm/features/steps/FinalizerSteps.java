package dev.jetvm.features.steps;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.exchange.Wire;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Steps of the chapter Finalizers: objects that have become unreachable, and their finalizers. */
public final class FinalizerSteps {
    private final Conversation conversation;

    public FinalizerSteps(Conversation conversation) {
        this.conversation = conversation;
    }

    private static Ask finalizer(String object, String name) {
        return Ask.op("finalizer.register").with("object", "$" + object).with("name", name);
    }

    private static ObjectNode action(String what) {
        return Wire.object().put("do", what);
    }

    @Given("a finalizer {word} of {name}")
    public void register(String finalizer, String object) {
        conversation.ask(finalizer(object, finalizer));
    }

    @Given("a finalizer {word} of {name} with priority {int}")
    public void register(String finalizer, String object, int priority) {
        conversation.ask(finalizer(object, finalizer).with("priority", priority)).ok();
    }

    @Given("a finalizer {word} of {name} that waits at the gate {word}")
    public void waiting(String finalizer, String object, String gate) {
        conversation.ask(finalizer(object, finalizer).with("action", action("wait").put("gate", gate))).ok();
    }

    @Given("a finalizer {word} of {name} that panics")
    public void panicking(String finalizer, String object) {
        conversation.ask(finalizer(object, finalizer).with("action", action("panic"))).ok();
    }

    @Given("a finalizer {word} of {name} that makes {int} objects of {int} bytes")
    public void allocating(String finalizer, String object, int count, int bytes) {
        conversation.ask(finalizer(object, finalizer)
                .with("action", action("allocate").put("count", count).put("bytes", bytes))).ok();
    }

    @Given("a finalizer {word} of {name} that looks into slot {int}")
    public void looking(String finalizer, String object, int slot) {
        conversation.ask(finalizer(object, finalizer).with("action", action("touch").put("slot", slot))).ok();
    }

    @Given("a finalizer {word} that brings {name} back as the global {word}")
    public void resurrecting(String finalizer, String object, String global) {
        conversation.ask(finalizer(object, finalizer).with("resurrect", true)
                .with("action", action("store").put("global", global))).ok();
    }

    @Given("a finalizer {word} of {name} that tries to store it as the global {word}")
    public void storing(String finalizer, String object, String global) {
        conversation.ask(finalizer(object, finalizer).with("action", action("store").put("global", global))).ok();
    }

    @Given("a destructor {word} of {name}")
    public void destructor(String name, String object) {
        conversation.ask(Ask.op("finalizer.drop").with("object", "$" + object).with("name", name)).ok();
    }

    @When("the finalizers had their time")
    public void drain() {
        conversation.ask(Ask.op("finalizer.drain")).ok();
    }

    @When("the gate {word} opens")
    public void open(String gate) {
        conversation.ask(Ask.op("finalizer.open").with("gate", gate)).ok();
    }

    @When("{name} is what the global {word} holds")
    public void global(String object, String global) {
        conversation.ask(Ask.op("global.get").with("name", global).with("into", "$" + object)).ok();
    }

    @When("the global {word} is cleared")
    public void clear(String global) {
        conversation.ask(Ask.op("global.set").with("name", global).with("value", Wire.object().put("kind", "nil")))
                .ok();
    }

    @When("the heap ends")
    public void end() {
        conversation.ask(Ask.op("heap.close")).ok();
    }

    private Reply log() {
        return conversation.ask(Ask.op("finalizer.log")).ok();
    }

    @Then("no finalizer has run")
    public void none() {
        ran(log(), List.of());
    }

    /** Names separated by commas, in the order in which the finalizers started. */
    @Then("{word} has run")
    public void one(String name) {
        ran(log(), List.of(name));
    }

    @Then("{word} has run before {word}")
    public void two(String first, String second) {
        ran(log(), List.of(first, second));
    }

    @Then("{word} has run before {word}, and that before {word}")
    public void three(String first, String second, String third) {
        ran(log(), List.of(first, second, third));
    }

    @Then("at the end {word} has run before {word}")
    public void atTheEnd(String first, String second) {
        ran(conversation.answer(), List.of(first, second));
    }

    private static void ran(Reply log, List<String> names) {
        List<String> ran = new ArrayList<>();
        for (JsonNode run : log.member("runs")) {
            ran.add(log.text("runs.name", run.path("name")));
        }
        log.check(ran.equals(names), Wire.object().put("runs", String.join(", ", names)),
                "was expected to have run " + (names.isEmpty() ? "none" : String.join(", ", names)));
    }

    @Then("{word} has panicked, and {int} finalizer(s) failed")
    public void panicked(String name, int failures) {
        ObjectNode wanted = Wire.object().put("failures", failures);
        wanted.putArray("runs").addObject().put("name", name).put("outcome", "panicked");
        Reply log = log();
        JsonNode run = log.member("runs").path(0);
        log.check(run.path("outcome").asString("").equals("panicked") && run.path("name").asString("").equals(name)
                && log.number("failures") == failures, wanted, "was expected to have contained a panic");
    }

    @Then("{int} finalizer(s) has/have not ended")
    public void unfinished(int count) {
        conversation.answer().is(Wire.object().put("unfinished", count));
    }
}
