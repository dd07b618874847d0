package dev.jetvm.vm.agent;

import static dev.jetvm.vm.agent.Json.object;

import dev.jetvm.runtime.gc.HeapOptions;
import dev.jetvm.runtime.type.TypeOptions;
import dev.jetvm.runtime.value.ValueModel;
import dev.jetvm.vm.fast.Engines;
import dev.jetvm.vm.interp.VmOptions;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The operations that every agent has: greeting, configuration and end. */
final class SessionOperations {
    static final int PROTOCOL = 1;

    private final Machine machine;
    private final Collection<Operation> announced;

    /** @param announced the operations whose features are the capabilities of this agent */
    SessionOperations(Machine machine, Collection<Operation> announced) {
        this.machine = machine;
        this.announced = announced;
    }

    List<Operation> all() {
        return List.of(new Operation("hello", "", this::hello), new Operation("configure", "", this::configure),
                new Operation("reset", "", _ -> {
                    machine.reset();
                    return object();
                }), new Operation("ping", "", _ -> object()), new Operation("cancel", "", SessionOperations::cancel),
                new Operation("bye", "", _ -> object()));
    }

    private ObjectNode hello(Arguments in) {
        boolean common = in.list("protocols").stream()
                .anyMatch(
                        node -> node.isIntegralNumber() && node.bigIntegerValue().equals(BigInteger.valueOf(PROTOCOL)));
        if (!common) {
            throw new NoProtocol();
        }
        ObjectNode answer = object().put("protocol", PROTOCOL);
        answer.putObject("impl").put("name", "Jet Reference").put("version", version()).put("language", "Java")
                .put("issues", "");
        ObjectNode capabilities = answer.putObject("capabilities");
        features().forEach((chapter, levels) -> {
            ArrayNode list = capabilities.putArray(chapter);
            levels.forEach(list::add);
        });
        answer.putArray("controls");
        ArrayNode profiles = answer.putArray("profiles");
        Stream.of(ValueModel.values()).forEach(model -> profiles.add(model.wire()));
        answer.putObject("params").put("wordBits", Long.SIZE);
        return answer;
    }

    /** Thrown when no offered version of the protocol is supported. */
    static final class NoProtocol extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoProtocol() {
            super("this agent speaks protocol " + PROTOCOL, null, false, false);
        }
    }

    static String version() {
        String version = SessionOperations.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private Map<String, List<String>> features() {
        Map<String, List<String>> features = new TreeMap<>();
        announced.stream().flatMap(operation -> Stream.concat(Stream.of(operation.feature()),
                operation.parts().stream().sorted())).distinct().forEach(feature -> {
                    int dot = feature.indexOf('.');
                    features.computeIfAbsent(feature.substring(0, dot), _ -> new ArrayList<>())
                            .add(feature.substring(dot + 1));
                });
        return features;
    }

    private ObjectNode configure(Arguments in) {
        String profile = in.text("profile");
        ValueModel model = ValueModel.ofWire(profile).orElseThrow(() -> new Unsupported("profile." + profile));
        Map<String, String> params = new TreeMap<>();
        if (in.has("params")) {
            // Unknown options are ignored like any unknown member (CONF-03).
            in.nested("params").any().properties().forEach(param -> {
                if (param.getValue().isString()) {
                    params.put(param.getKey(), param.getValue().asString());
                }
            });
        }
        long seed = 0;
        if (in.has("seed")) {
            seed = in.decimal("seed").longValue();
        }
        machine.configure(model, HeapOptions.of(params, seed), TypeOptions.of(params), VmOptions.of(params),
                Engines.of(params));
        return object();
    }

    /** Every operation is answered before the next line is read, so there is never an operation to cancel. */
    private static ObjectNode cancel(Arguments in) {
        BigInteger target = in.exact("target");
        if (target.signum() < 0) {
            throw new BadRequest("target must be an id");
        }
        return object().put("cancelled", false);
    }
}
