package dev.jetvm.features.steps;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Plain;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.exchange.Wire;
import io.cucumber.datatable.DataTable;
import io.cucumber.java.ParameterType;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Steps of the chapter Types and dispatch: named types, interfaces and objects, and one call site. */
public final class TypeSteps {
    private final Conversation conversation;
    private final Map<String, List<String>> interfaces = new HashMap<>();

    public TypeSteps(Conversation conversation) {
        this.conversation = conversation;
    }

    /** Words or numbers separated by commas. */
    @ParameterType("[A-Za-z0-9]+(?:, [A-Za-z0-9]+)*")
    public List<String> words(String text) {
        return List.of(text.split(", "));
    }

    /** The name of a method or a field of the scenario. */
    @ParameterType("[a-z]+")
    public String member(String text) {
        return text;
    }

    private static ObjectNode object(String name) {
        return Wire.object().put("kind", "object").put("handle", "$" + name);
    }

    private Reply done(Ask question) {
        return conversation.ask(question).ok();
    }

    // --- declarations ---

    @Given("an interface {name} with the methods {words}")
    public void interfaceWith(String name, List<String> methods) {
        interfaces.put(name, methods);
        ObjectNode members = Wire.object().put("name", name);
        ArrayNode slots = members.putArray("methods");
        methods.forEach(method -> slots.addObject().put("name", method));
        done(Ask.op("interface.define").withAll(members));
    }

    private static Ask declaration(String op, String name, List<List<String>> fields) {
        ObjectNode members = Wire.object().put("name", name);
        ArrayNode list = members.putArray("fields");
        for (List<String> row : fields) {
            list.addObject().put("name", row.get(0)).put("type", row.get(1)).put("const", row.contains("const"));
        }
        return Ask.op(op).withAll(members);
    }

    @Given("a type {name} with the fields")
    public void typeWith(String name, DataTable fields) {
        done(declaration("type.define", name, fields.asLists()));
    }

    @When("the type {name} is defined anew with the fields")
    public void redefined(String name, DataTable fields) {
        done(declaration("type.redefine", name, fields.asLists()));
    }

    @When("the program declares a type {name}")
    public void declares(String name) {
        conversation.ask(declaration("type.define", name, List.of()));
    }

    private void answering(String name, String target, List<String> results, String drop) {
        List<String> methods = interfaces.getOrDefault(target, List.of());
        ObjectNode members = Wire.object().put("name", name);
        members.putArray("fields");
        ArrayNode list = members.putArray("methods");
        ArrayNode slots = members.putArray("interfaces").addObject().put("name", target).putArray("methods");
        for (int k = 0; k < methods.size(); k++) {
            list.addObject().put("name", methods.get(k)).putObject("body").set("return",
                    Plain.integer(Long.parseLong(results.get(k))));
            slots.add(methods.get(k));
        }
        if (!drop.isEmpty()) {
            members.put("drop", drop);
        }
        done(Ask.op("type.define").withAll(members));
    }

    @Given("a type {name} that answers {name} with {words}")
    public void answers(String name, String target, List<String> results) {
        answering(name, target, results, "");
    }

    @Given("a type {name} that answers {name} with {words} and is dropped by {member}")
    public void answersAndIsDropped(String name, String target, List<String> results, String drop) {
        answering(name, target, results, drop);
    }

    @Given("types {words} that answer {name}, with an object of each")
    public void many(List<String> names, String target) {
        for (String name : names) {
            answering(name, target, List.of("1"), "");
            make("Of" + name, name);
        }
    }

    @When("{member} of {name} is changed to {int}")
    public void change(String method, String type, int result) {
        done(Ask.op("type.replace").with("type", type).with("method", method).with("body",
                Wire.object().set("return", Plain.integer(result))));
    }

    // --- objects ---

    @Given("an object {name} of the type {name}")
    public void make(String name, String type) {
        done(Ask.op("struct.new").with("into", "$" + name).with("type", type));
    }

    @Given("an object {name} of the type {name} with {words}")
    public void make(String name, String type, List<String> values) {
        ArrayNode list = Wire.object().arrayNode();
        values.forEach(value -> list.add(Plain.integer(Long.parseLong(value))));
        done(Ask.op("struct.new").with("into", "$" + name).with("type", type).with("values", list));
    }

    @When("{member} of {name} becomes the {plain}")
    public void set(String field, String name, ObjectNode value) {
        conversation.ask(Ask.op("struct.set").with("object", "$" + name).with("field", field).with("value", value));
    }

    @Then("{member} of {name} is the {plain}")
    public void holds(String field, String name, ObjectNode value) {
        done(Ask.op("struct.get").with("object", "$" + name).with("field", field))
                .is(Wire.object().set("value", value));
    }

    // --- calls ---

    private Reply call(String method, ObjectNode receiver, String target) {
        return conversation.ask(Ask.op("type.call").with("receiver", receiver).with("interface", target)
                .with("method", method));
    }

    @Then("{member} of {name}, as a {name}, is the {plain}")
    public void result(String method, String name, String target, ObjectNode value) {
        call(method, object(name), target).is(Wire.object().set("value", value));
    }

    @When("{member} of {name}, as a {name}, is called")
    public void called(String method, String name, String target) {
        call(method, object(name), target);
    }

    @When("{member} of the {plain}, as a {name}, is called")
    public void called(String method, ObjectNode receiver, String target) {
        call(method, receiver, target);
    }

    @When("{member} of {name} is called by its name")
    public void reflected(String method, String name) {
        done(Ask.op("reflect.call").with("receiver", object(name)).with("method", method));
    }

    @Then("the call failed with {code}")
    public void failed(String code) {
        conversation.answer().is(Wire.object().put("error", code));
    }

    @Then("the message names {name} and {word}")
    public void names(String one, String other) {
        String message = conversation.answer().answer().message().path("message").asString("");
        conversation.answer().check(message.contains(one) && message.contains(other),
                Wire.object().put("message", one + " ... " + other), "was expected to name " + one + " and " + other);
    }

    // --- what types say ---

    @Then("there is a type {name} with the id {int}")
    public void there(String name, int id) {
        done(Ask.op("type.descriptor").with("type", name)).is(Wire.object().put("id", id));
    }

    private void type(ObjectNode value, String name) {
        done(Ask.op("reflect.typeof").with("value", value)).is(Wire.object().put("name", name));
    }

    @Then("^the type of ([A-Z][A-Za-z]*) is called (\\S+)$")
    public void typeOfObject(String object, String name) {
        type(object(object), name);
    }

    @Then("the type of the {plain} is called {name}")
    public void typeOfValue(ObjectNode value, String name) {
        type(value, name);
    }

    private void implementing(String type, String target, boolean expected) {
        done(Ask.op("type.implements").with("type", type).with("interface", target))
                .is(Wire.object().put("implements", expected));
    }

    @Then("{name} is known to implement {name}")
    public void implementsIt(String type, String target) {
        implementing(type, target, true);
    }

    @Then("{name} is known not to implement {name}")
    public void lacks(String type, String target) {
        implementing(type, target, false);
    }

    // --- trait objects ---

    @Given("a trait object {name} of {name} for {name}")
    public void trait(String name, String data, String target) {
        done(Ask.op("trait.make").with("into", "$" + name).with("object", object(data)).with("interface", target));
    }

    @Then("{member} of the trait object {name} is the {plain}")
    public void traitResult(String method, String name, ObjectNode value) {
        done(Ask.op("trait.call").with("receiver", object(name)).with("method", method))
                .is(Wire.object().set("value", value));
    }

    @Then("{name} is a {name}")
    public void is(String trait, String type) {
        done(Ask.op("trait.is").with("trait", "$" + trait).with("type", type)).is(Wire.object().put("is", true));
    }

    @Then("{name} is no {name}")
    public void isNot(String trait, String type) {
        done(Ask.op("trait.is").with("trait", "$" + trait).with("type", type)).is(Wire.object().put("is", false));
    }

    @When("{name} is cast to {name}")
    public void cast(String trait, String type) {
        conversation.ask(Ask.op("trait.cast").with("trait", "$" + trait).with("type", type));
    }

    @When("{name} is cast to {name} as {name}")
    public void cast(String trait, String type, String into) {
        done(Ask.op("trait.cast").with("trait", "$" + trait).with("type", type).with("into", "$" + into));
    }

    @Then("{name} is the same object as {name}")
    public void same(String one, String other) {
        done(Ask.op("heap.same").with("left", "$" + one).with("right", "$" + other))
                .is(Wire.object().put("same", true));
    }

    private void dropped(List<String> names) {
        done(Ask.op("finalizer.drain"));
        ObjectNode expected = Wire.object();
        ArrayNode runs = expected.putArray("runs");
        names.forEach(name -> runs.addObject().put("kind", "drop").put("name", name));
        done(Ask.op("finalizer.log")).is(expected);
    }

    @Then("no drop function was called")
    public void notDropped() {
        dropped(List.of());
    }

    @Then("the drop function {member} was called once")
    public void dropped(String name) {
        dropped(List.of(name));
    }

    // --- call sites ---

    @Given("a call site for {member} of {name}")
    public void site(String method, String target) {
        done(Ask.op("site.new").with("interface", target).with("method", method)).is(Wire.object().put("site", 0));
    }

    @Given("a property site for {member}")
    public void propertySite(String name) {
        done(Ask.op("property.new").with("name", name)).is(Wire.object().put("site", 0));
    }

    @When("the site calls {words}")
    public void siteCalls(List<String> receivers) {
        receivers.forEach(name -> done(Ask.op("site.call").with("site", 0).with("receiver", object(name))));
    }

    @When("the property of {name} is read")
    public void read(String name) {
        conversation.ask(Ask.op("property.get").with("site", 0).with("receiver", object(name)));
    }

    @When("the property of the {plain} is read")
    public void read(ObjectNode value) {
        conversation.ask(Ask.op("property.get").with("site", 0).with("receiver", value));
    }

    @Then("the site is {word} with {int} hit(s) and {int} miss(es)")
    public void state(String state, int hits, int misses) {
        done(Ask.op("site.info").with("site", 0))
                .is(Wire.object().put("state", state).put("hits", hits).put("misses", misses));
    }
}
