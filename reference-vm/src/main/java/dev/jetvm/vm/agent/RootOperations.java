package dev.jetvm.vm.agent;

import static dev.jetvm.vm.agent.Json.object;

import dev.jetvm.runtime.gc.RootSource;
import dev.jetvm.runtime.gc.StackMaps;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Operations of chapter Garbage collection: roots. */
final class RootOperations {
    private static final int COUNT_MAX = 1 << 17;

    private final Machine machine;

    RootOperations(Machine machine) {
        this.machine = machine;
    }

    List<Operation> all() {
        return List.of(new Operation("stackmap.find", "gc.stackmaps", RootOperations::find),
                new Operation("frame.maps", "gc.frames", this::maps),
                new Operation("frame.push", "gc.frames", this::push),
                new Operation("frame.pop", "gc.frames", this::pop), new Operation("frame.set", "gc.frames", this::set),
                new Operation("frame.get", "gc.frames", this::get),
                new Operation("global.set", "gc.roots", this::setGlobal),
                new Operation("global.get", "gc.roots", this::getGlobal),
                new Operation("foreign.push", "gc.conservative", this::pushForeign),
                new Operation("foreign.pop", "gc.conservative", this::popForeign),
                new Operation("foreign.get", "gc.conservative", this::getForeign));
    }

    private HeapMachine heap() {
        return machine.heap();
    }

    private <T extends RootSource> T rooted(T source) {
        heap().heap().addRoots(source);
        return source;
    }

    private MappedFrames stack() {
        return heap().part(MappedFrames.class, heap -> rooted(new MappedFrames(heap.model())));
    }

    private Globals globals() {
        return heap().globals();
    }

    private ForeignFrames foreign() {
        return heap().part(ForeignFrames.class, _ -> rooted(new ForeignFrames()));
    }

    private static StackMaps section(Arguments in) {
        int count = (int) in.within("count", 0, COUNT_MAX);
        return new StackMaps(in.bytes("section"), count);
    }

    /** A return address is a 32-bit offset in the code section (ERR-022). */
    private static int address(Arguments in) {
        return (int) in.count("pc");
    }

    private static ObjectNode find(Arguments in) {
        int address = address(in);
        Optional<StackMaps.Entry> entry = section(in).find(address);
        ObjectNode answer = object().put("found", entry.isPresent());
        entry.ifPresent(found -> {
            answer.put("frameSize", found.frameSize());
            ArrayNode offsets = answer.putArray("offsets");
            for (int offset : found.offsets()) {
                offsets.add(offset);
            }
        });
        return answer;
    }

    private ObjectNode maps(Arguments in) {
        stack().use(section(in));
        return object();
    }

    private ObjectNode push(Arguments in) {
        stack().push(address(in));
        return object().put("depth", stack().depth());
    }

    private ObjectNode pop(Arguments in) {
        stack().pop();
        return object().put("depth", stack().depth());
    }

    private ObjectNode set(Arguments in) {
        stack().get(in.clamped("offset"));
        stack().set(in.clamped("offset"), heap().read(in.nested("value")));
        return object();
    }

    private ObjectNode get(Arguments in) {
        return heap().shown(in, stack().get(in.clamped("offset")));
    }

    private ObjectNode setGlobal(Arguments in) {
        String name = in.text("name");
        globals().set(name, heap().read(in.nested("value")));
        return object();
    }

    private ObjectNode getGlobal(Arguments in) {
        return heap().shown(in, globals().get(in.text("name")));
    }

    /** Pushes a frame of raw addresses, or of words as a slot would hold them, of objects given by handles. */
    private ObjectNode pushForeign(Arguments in) {
        List<JsonNode> items = in.list("words");
        long[] words = new long[items.size()];
        for (int k = 0; k < words.length; k++) {
            Arguments item = Arguments.of(items.get(k), "a word");
            long object = heap().object(item, "object");
            long inside = item.has("interior") ? item.clamped("interior") : 0;
            words[k] = item.truth("tagged", false) ? heap().model().reference(object) : object + inside;
        }
        foreign().push(words);
        return object().put("depth", foreign().depth());
    }

    private ObjectNode popForeign(Arguments in) {
        foreign().pop();
        return object().put("depth", foreign().depth());
    }

    private ObjectNode getForeign(Arguments in) {
        long word = foreign().word(in.clamped("index"));
        long[] found = new long[1];
        heap().heap().stopped(heap().mutator(), () -> found[0] = heap().heap().objectAround(word));
        long object = found[0];
        return heap().shown(in, object == 0 ? heap().model().nil() : heap().model().reference(object));
    }
}
