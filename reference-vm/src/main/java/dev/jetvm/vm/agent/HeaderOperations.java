package dev.jetvm.vm.agent;

import static dev.jetvm.vm.agent.Json.object;

import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.HeaderEvent;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Operations of chapter Object headers. */
final class HeaderOperations {
    private static final List<String> COUNTED = List.of("flags", "align", "weak", "strong");

    private HeaderOperations() {}

    static List<Operation> all() {
        return List.of(new Operation("header.pack", "header.bytes", HeaderOperations::pack),
                new Operation("header.unpack", "header.bytes", HeaderOperations::unpack),
                new Operation("header.transition", "header.transitions", HeaderOperations::transition));
    }

    private static ObjectNode pack(Arguments in) {
        Header header;
        if (in.has("forwarding")) {
            header = Header.forwarded(in.clamped("type"), in.clampedInt("gc"), in.clampedInt("rc"), in.clamped("size"),
                    in.word("forwarding"));
        } else {
            Stream.of("type", "gc", "rc", "size").forEach(in::number);
            if (in.clamped("gc") == 3 && COUNTED.stream().noneMatch(in::has)) {
                throw Header.missingForwarding();
            }
            header = Header.of(in.clamped("type"), in.clampedInt("gc"), in.clampedInt("rc"), in.clamped("size"),
                    in.clampedInt("flags"), in.clampedInt("align"), in.clampedInt("weak"), in.clamped("strong"));
        }
        return object().put("bytes", Json.bytes(header.pack()));
    }

    private static ObjectNode unpack(Arguments in) {
        Header header = Header.unpack(in.bytes("bytes"));
        ObjectNode answer = object().put("type", header.type()).put("gc", header.gc()).put("colour", header.state())
                .put("pinned", header.pinned()).put("logged", header.logged()).put("rc", header.rc())
                .put("size", header.size()).put("headerWord", Json.word32(header.headerWord()));
        if (header.isForwarded()) {
            return answer.put("forwarding", Json.word(header.meta()));
        }
        return answer.put("flags", header.flags()).put("align", header.align()).put("weak", header.weak())
                .put("strong", header.strong());
    }

    private static ObjectNode transition(Arguments in) {
        String name = in.text("event");
        HeaderEvent event = HeaderEvent.ofWire(name)
                .orElseThrow(() -> new BadRequest("there is no event " + name));
        Header header = Header.unpack(in.bytes("bytes"));
        long address = in.has("address") ? in.word("address") : 0;
        return object().put("bytes", Json.bytes(event.apply(header, address).pack()));
    }
}
