package dev.jetvm.features.steps;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Plain;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.exchange.Wire;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Steps of the chapters Values and NaN boxing: words, arithmetic, storage, symbols. */
public final class ValueSteps {
    private final Conversation conversation;
    private final Map<String, String> symbols = new HashMap<>();

    public ValueSteps(Conversation conversation) {
        this.conversation = conversation;
    }

    @When("the {plain} is encoded")
    public void encode(ObjectNode value) {
        conversation.ask(Ask.op("value.encode").with("value", value));
    }

    @When("the word {bits} is decoded")
    public void decode(String word) {
        conversation.ask(Ask.op("value.decode").with("word", word));
    }

    @When("the word {bits} is classified")
    public void classify(String word) {
        conversation.ask(Ask.op("value.classify").with("word", word));
    }

    @When("the {plain} is encoded with NaN boxing")
    public void nanEncode(ObjectNode value) {
        conversation.ask(Ask.op("nan.encode").with("value", value));
    }

    @When("the word {bits} is decoded with NaN boxing")
    public void nanDecode(String word) {
        conversation.ask(Ask.op("nan.decode").with("word", word));
    }

    @When("the word {bits} is classified with NaN boxing")
    public void nanClassify(String word) {
        conversation.ask(Ask.op("nan.classify").with("word", word));
    }

    @When("the {plain} is boxed")
    public void box(ObjectNode value) {
        conversation.ask(Ask.op("value.box").with("value", value));
    }

    @When("that image is unboxed")
    public void unbox() {
        byte[] image = conversation.answer().bytes("image");
        conversation.ask(Ask.op("value.unbox").with("image", image));
    }

    @When("{code} is applied to the {plain}")
    public void apply(String operator, ObjectNode a) {
        eval(operator, List.of(a));
    }

    @When("{code} is applied to the {plain} and the {plain}")
    public void apply(String operator, ObjectNode a, ObjectNode b) {
        eval(operator, List.of(a, b));
    }

    @Then("the result is the {plain}")
    public void result(ObjectNode plain) {
        conversation.answer().is(Wire.object().set("result", plain));
    }

    @Then("the result is a float64 that is a NaN")
    public void nan() {
        Reply reply = conversation.answer();
        ObjectNode any = Plain.float64(0x7FF8L << 48);
        String bits = reply.member("result").path("bits").asString("");
        boolean nan = Wire.parseWord(bits).map(word -> Double.isNaN(Double.longBitsToDouble(word.longValue())))
                .orElse(false);
        reply.check(nan && reply.member("result").path("kind").asString("").equals("float64"),
                Wire.object().set("result", any), "has to give a float64 that is a NaN");
    }

    @When("the {plain} is stored in a place of class {code}")
    public void store(ObjectNode value, String storageClass) {
        conversation.ask(Ask.op("value.store").with("class", storageClass).with("value", value));
    }

    @When("the bytes {hex} are loaded from a place of class {code}")
    public void load(byte[] bytes, String storageClass) {
        conversation.ask(Ask.op("value.load").with("class", storageClass).with("bytes", bytes));
    }

    @Given("the name {string} is interned as {code}")
    public void intern(String text, String variable) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        symbols.put(variable, conversation.ask(Ask.op("symbol.intern").with("bytes", bytes)).text("word"));
    }

    @When("the text of {code} is asked for")
    public void textOf(String variable) {
        conversation.ask(Ask.op("symbol.text").with("word", symbol(variable)));
    }

    @When("the text of the word {bits} is asked for")
    public void textOfWord(String word) {
        conversation.ask(Ask.op("symbol.text").with("word", word));
    }

    @Then("{code} and {code} are the same word")
    public void same(String a, String b) {
        compare(a, b, true);
    }

    @Then("{code} and {code} are different words")
    public void different(String a, String b) {
        compare(a, b, false);
    }

    @When("the implementation works in the {code} profile")
    public void configure(String profile) {
        conversation.ask(Ask.op("configure").with("profile", profile).with("params", Wire.object()).with("seed", "1"))
                .ok();
    }

    private void compare(String a, String b, boolean same) {
        boolean equal = Wire.parseWord(symbol(a)).equals(Wire.parseWord(symbol(b)));
        conversation.answer().check(equal == same,
                Wire.object().put("word", same ? symbol(a) : "another than " + symbol(a)),
                "has to give " + (same ? "the same word" : "different words") + " for " + a + " and " + b);
    }

    private String symbol(String variable) {
        String word = symbols.get(variable);
        if (word == null) {
            throw Conversation.defect("no name was interned as " + variable);
        }
        return word;
    }

    private void eval(String operator, List<ObjectNode> operands) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        list.addAll(operands);
        conversation.ask(Ask.op("value.eval").with("operator", operator).with("operands", list));
    }
}
