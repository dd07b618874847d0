package dev.jetvm.vm.agent;

import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.text.Utf8;
import dev.jetvm.runtime.value.ValueModel;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import dev.jetvm.vm.text.Printable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Answers request lines. Every byte sequence has an answer. */
final class Dispatcher {
    /** Any name or number that fits a line is accepted (CONF-06); the library's default limits are lower. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNameLength(LineInput.LIMIT).maxNumberLength(LineInput.LIMIT).build())
            .build();

    private static final String TOO_LONG = "answer-too-long";

    private final JsonMapper mapper = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private final ObjectReader reader = mapper.readerFor(JsonNode.class);
    private final Map<String, Operation> operations = new HashMap<>();
    private final PrintStream log;
    private final Machine machine;
    private boolean ended;

    /**
     * @param chosen the only features to announce and serve; null for all
     * @param log receives faults of the agent itself, one line each
     */
    Dispatcher(ValueModel profile, @Nullable RestrictedFeatures chosen, PrintStream log) {
        this.log = log;
        this.machine = new Machine(profile, log);
        List<Operation> announced = new ArrayList<>(new ValueOperations(machine).all());
        announced.addAll(HeaderOperations.all());
        announced.addAll(LayoutOperations.all());
        announced.addAll(ArrayOperations.all());
        announced.addAll(StringOperations.all());
        announced.addAll(new HeapOperations(machine).all());
        announced.addAll(new BulkOperations(machine).all());
        announced.addAll(new HeapInspection(machine).all());
        announced.addAll(new GcOperations(machine).all());
        announced.addAll(new RootOperations(machine).all());
        announced.addAll(new FinalizerOperations(machine).all());
        announced.addAll(new TypeOperations(machine).all());
        announced.addAll(new DispatchOperations(machine).all());
        announced.addAll(new CacheOperations(machine).all());
        announced.addAll(new ReflectOperations(machine).all());
        announced.addAll(new TextOperations(machine).all());
        announced.addAll(new ElementOperations(machine).all());
        announced.addAll(new ListOperations(machine).all());
        announced.addAll(ModuleOperations.all(chosen == null || chosen.has("modules.verify")));
        announced.addAll(new VmOperations(machine).all());
        announced.addAll(new DequeOperations(machine).all());
        announced.addAll(new ChannelOperations(machine).all());
        announced.addAll(WorkloadOperations.all());
        announced.add(new EffectOperations(machine).run());
        announced.add(Describe.operation());
        announced.replaceAll(OptionalMembers::announced);
        if (chosen != null) {
            announced.removeIf(operation -> !chosen.has(operation.feature()));
            announced.replaceAll(chosen::restricted);
        }
        announced.forEach(operation -> operations.put(operation.name(), operation));
        new SessionOperations(machine, announced).all()
                .forEach(operation -> operations.put(operation.name(), operation));
    }

    /** Returns whether {@code bye} has been answered. */
    boolean ended() {
        return ended;
    }

    /** Returns the answer to a line, without a line end. */
    byte[] answer(byte[] line) {
        ObjectNode answer = dispatch(line);
        byte[] bytes = mapper.writeValueAsBytes(answer);
        if (bytes.length <= LineInput.LIMIT) {
            return bytes;
        }
        // The message is optional. It may quote the request, which alone can fill a line.
        byte[] bare = mapper.writeValueAsBytes(answer.remove(List.of("message")));
        return bare.length <= LineInput.LIMIT ? bare : answerTooLong(answer.get("id"));
    }

    private byte[] answerTooLong(JsonNode id) {
        return mapper.writeValueAsBytes(withId(id, Json.error(TOO_LONG, "the answer would be over 1 MiB")));
    }

    /** Returns the answer to a line that exceeded the length limit. */
    byte[] tooLong() {
        return mapper.writeValueAsBytes(withId(null, Json.error("line-too-long", "a line has at most 1 MiB")));
    }

    private ObjectNode dispatch(byte[] line) {
        if (Utf8.firstIllFormed(line) >= 0) {
            return badLine("not UTF-8 from column " + (Utf8.firstIllFormed(line) + 1));
        }
        JsonNode node;
        try {
            node = reader.readTree(new String(line, StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            return badLine(e.getOriginalMessage());
        }
        if (!(node instanceof ObjectNode message)) {
            return badLine("not a JSON object");
        }
        JsonNode id = message.get("id");
        if (id == null || !id.isIntegralNumber() || id.bigIntegerValue().signum() < 0
                || id.bigIntegerValue().compareTo(Arguments.EXACT_MAX) > 0) {
            return withId(null, Json.error("bad-request", "id must be a whole number from 0 to 2^53-1"));
        }
        return withId(id, perform(message));
    }

    private static ObjectNode badLine(String why) {
        return withId(null, Json.error("bad-line", why));
    }

    private static ObjectNode withId(@Nullable JsonNode id, ObjectNode answer) {
        ObjectNode whole = Json.object();
        if (id == null) {
            whole.putNull("id");
        } else {
            whole.set("id", id);
        }
        whole.setAll(answer);
        return whole;
    }

    private ObjectNode perform(ObjectNode message) {
        try {
            Arguments arguments = new Arguments(message);
            String op = arguments.text("op");
            Operation operation = operations.get(op);
            if (op.isEmpty()) {
                throw new BadRequest("op must be the name of an operation");
            }
            if (operation == null) {
                return Json.unsupported(op);
            }
            ObjectNode value = machine.working(() -> operation.handler().handle(arguments));
            ended |= op.equals("bye");
            return Json.ok(value);
        } catch (PanicException e) {
            return Json.panic(e);
        } catch (RejectException e) {
            return Json.reject(e);
        } catch (BadRequest e) {
            return Json.error("bad-request", String.valueOf(e.getMessage()));
        } catch (UnknownHandle e) {
            return Json.error("unknown-handle", String.valueOf(e.getMessage()));
        } catch (AnswerTooLong e) {
            return Json.error(TOO_LONG, String.valueOf(e.getMessage()));
        } catch (DifferentOutcome e) {
            return Json.outcome(e.outcome());
        } catch (Unsupported e) {
            return Json.unsupported(e.feature());
        } catch (SessionOperations.NoProtocol e) {
            return Json.error("no-protocol", String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            log.println("jet agent: a fault of its own: " + Printable.text(e.toString()));
            return Json.error("internal", "a fault of the agent: " + e);
        }
    }
}
