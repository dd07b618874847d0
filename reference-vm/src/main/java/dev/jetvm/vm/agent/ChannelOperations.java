package dev.jetvm.vm.agent;

import static dev.jetvm.vm.agent.Json.object;

import dev.jetvm.runtime.channel.Channel;
import dev.jetvm.runtime.channel.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Operations of the chapters Channels and Select, by handles. The session has one thread: an operation that would have to wait
 * leaves a {@link ChannelTicket}, and a later request ends its wait.
 *
 * @spec CHAN-26
 * @spec SEL-14
 */
final class ChannelOperations {
    private static final String FEATURE = "channel.tickets";
    private static final Set<String> CAPACITIES = Set.of(ChannelFeatures.UNBUFFERED, ChannelFeatures.BUFFERED);
    private static final Set<String> CASES = Set.of("select.send", "select.receive", "select.default");

    private final Known known;

    ChannelOperations(Machine machine) {
        this.known = machine.channels();
    }

    /** The channels and tickets of a session by their handles. */
    static final class Known {
        private final Map<String, Object> referents = new HashMap<>();
        private int channels;
        private long tickets;

        void clear() {
            referents.clear();
        }
    }

    List<Operation> all() {
        return List.of(
                new Operation("channel.new", FEATURE, CAPACITIES, in -> Set.of(ChannelFeatures.ofCapacity(in)),
                        this::create),
                new Operation("channel.send", FEATURE, in -> perform(in, true)),
                new Operation("channel.receive", FEATURE, in -> perform(in, false)),
                optional("channel.trySend", ChannelFeatures.TRY, in -> attempt(in, true)),
                optional("channel.tryReceive", ChannelFeatures.TRY, in -> attempt(in, false)),
                optional("channel.close", ChannelFeatures.CLOSE, this::close),
                new Operation("channel.await", FEATURE, this::await),
                new Operation("channel.cancel", "channel.cancel", this::cancel),
                new Operation("channel.length", "channel.length", in -> object().put("length", channel(in).length())),
                new Operation("channel.waiting", "channel.waiting", this::waiting),
                new Operation("channel.select", "select.tickets", CASES, in -> ChannelFeatures.ofSelect(in.any()),
                        this::select));
    }

    /** An operation that is a feature of its own among those on handles. */
    private static Operation optional(String name, String feature, Operation.Handler handler) {
        return new Operation(name, FEATURE, Set.of(feature), _ -> Set.of(feature), handler);
    }

    // --- handles ---

    private <T> T known(Arguments in, String member, Class<T> type) {
        String handle = in.handle(member);
        Object referent = known.referents.get(handle);
        if (!type.isInstance(referent)) {
            throw new UnknownHandle(handle);
        }
        return type.cast(referent);
    }

    private ChannelPlace place(Arguments in) {
        return known(in, "channel", ChannelPlace.class);
    }

    private Channel channel(Arguments in) {
        return place(in).channel();
    }

    private static long value(Arguments in) {
        return in.within("value", 0, Arguments.EXACT_MAX.longValueExact());
    }

    // --- operations ---

    private ObjectNode create(Arguments in) {
        String into = in.handle("into");
        known.referents.put(into, ChannelPlace.of(++known.channels, ChannelPlace.capacity(in)));
        return object();
    }

    private ObjectNode perform(Arguments in, boolean sends) {
        List<ChannelCase> cases = List.of(new ChannelCase(0, sends, place(in)));
        long number = sends ? value(in) : 0;
        String into = in.handle("into");
        Outcome outcome = ChannelCase.oneOf(cases, _ -> number);
        return outcome == null ? pending(into, cases, _ -> number, false) : single(outcome);
    }

    private ObjectNode attempt(Arguments in, boolean sends) {
        ChannelPlace place = place(in);
        Outcome outcome = place.attempt(new ChannelCase(0, sends, place), sends ? value(in) : 0);
        if (outcome == null) {
            throw new DifferentOutcome(sends ? "full" : "empty");
        }
        return single(outcome);
    }

    private ObjectNode close(Arguments in) {
        if (!channel(in).close()) {
            throw new DifferentOutcome("closed");
        }
        return object();
    }

    private ObjectNode select(Arguments in) {
        long[] numbers = in.list("cases").stream().map(each -> Arguments.of(each, "a case"))
                .mapToLong(each -> each.text("op").equals("send") ? value(each) : 0).toArray();
        List<ChannelCase> cases = ChannelCase.of(in.list("cases"), this::place);
        boolean waits = !in.truth("default", false);
        String into = waits || in.has("into") ? in.handle("into") : "";
        Outcome outcome = ChannelCase.oneOf(cases, index -> numbers[index]);
        if (outcome != null) {
            return chosen(outcome);
        }
        if (!waits) {
            throw new DifferentOutcome("empty");
        }
        return pending(into, cases, index -> numbers[index], true);
    }

    private ObjectNode pending(String into, List<ChannelCase> cases, IntToLongFunction numbers, boolean select) {
        known.referents.put(into, new ChannelTicket(++known.tickets, ChannelCase.selection(cases, numbers), select));
        throw new DifferentOutcome("pending");
    }

    private ObjectNode await(Arguments in) {
        ChannelTicket ticket = known(in, "ticket", ChannelTicket.class);
        @Nullable
        Outcome outcome = ticket.outcome();
        if (outcome == null) {
            throw new DifferentOutcome("pending");
        }
        return ticket.isSelect() ? chosen(outcome) : single(outcome);
    }

    private ObjectNode cancel(Arguments in) {
        boolean withdrawn = known(in, "ticket", ChannelTicket.class).withdraw();
        if (withdrawn) {
            known.referents.remove(in.text("ticket"));
        }
        return object().put("cancelled", withdrawn);
    }

    private ObjectNode waiting(Arguments in) {
        Channel channel = channel(in);
        return object().put("senders", channel.waitingSenders()).put("receivers", channel.waitingReceivers());
    }

    // --- answers ---

    private static ObjectNode single(Outcome outcome) {
        if (!outcome.isDone()) {
            throw new DifferentOutcome("closed");
        }
        return withValue(object(), outcome);
    }

    private static ObjectNode chosen(Outcome outcome) {
        return withValue(object().put("case", outcome.index()).put("closed", !outcome.isDone()), outcome);
    }

    private static ObjectNode withValue(ObjectNode answer, Outcome outcome) {
        return outcome.hasWord() ? answer.put("value", outcome.word()) : answer;
    }
}
