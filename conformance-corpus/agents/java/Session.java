import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** The features, and the operations of a session (CONF-09 to CONF-15). */
final class Session {

    private static final String ONLY_PROFILE = "tagged";

    /** The chapters and levels that are announced. What is not in this table is answered {@code unsupported}. */
    private static final Map<String, Object> CAPABILITIES = Request.membersOf(
            "workload", List.of("run"),
            "channel", List.of("workload", "tickets", "unbuffered", "buffered", "try", "cancel", "length"));

    private final Queues queues;
    private final Tickets tickets;

    Session(Queues queues) {
        this.queues = queues;
        this.tickets = new Tickets(queues);
    }

    /** The answer to a request, without its id. */
    Map<String, Object> serve(Request request) {
        try {
            String op = Request.text(request.members(), "op");
            Request.demand(!op.isEmpty(), "op is empty");
            return Request.ok(perform(op, request.members()));
        } catch (Request.Refused refused) {
            return refused.answer();
        } catch (RuntimeException | InterruptedException fault) {
            fault.printStackTrace();
            return Request.membersOf("outcome", "error", "code", "internal", "definite", false);
        }
    }

    static boolean endsAfter(Request request, Map<String, Object> given) {
        return "bye".equals(request.members().get("op")) && "ok".equals(given.get("outcome"));
    }

    /** Demands that a feature, written chapter.level, is announced. */
    static void demandAnnounced(String feature) {
        int dot = feature.indexOf('.');
        if (!(CAPABILITIES.get(feature.substring(0, dot)) instanceof List<?> levels)
                || !levels.contains(feature.substring(dot + 1))) {
            throw Request.unsupported(feature);
        }
    }

    private Map<String, Object> perform(String op, Map<String, Object> members) throws InterruptedException {
        return switch (op) {
            case "hello" -> hello(members);
            case "configure" -> configure(members);
            case "reset" -> tickets.forget();
            case "ping", "bye" -> Map.of();
            case "cancel" -> cancel(members);
            case "workload.run" -> Workload.run(members, queues);
            case "channel.new" -> tickets.create(members);
            case "channel.send" -> tickets.send(members);
            case "channel.receive" -> tickets.receive(members);
            case "channel.trySend" -> tickets.trySend(members);
            case "channel.tryReceive" -> tickets.tryReceive(members);
            case "channel.await" -> tickets.await(members);
            case "channel.cancel" -> tickets.cancel(members);
            case "channel.length" -> tickets.length(members);
            case "channel.select" -> throw Request.unsupported("select.tickets");
            default -> throw Request.unsupported(op);
        };
    }

    private static Map<String, Object> hello(Map<String, Object> members) {
        List<Object> protocols = Request.array(members.get("protocols"), "protocols");
        Request.demand(!protocols.isEmpty(), "protocols is empty");
        for (Object protocol : protocols) {
            Request.from(protocol, "a protocol", Long.MIN_VALUE);
        }
        Map<String, Object> suite = Request.object(members.get("suite"), "suite");
        Request.text(suite, "name");
        Request.text(suite, "version");
        Request.text(members, "spec");
        if (!protocols.contains(BigInteger.ONE)) {
            throw new Request.Refused(Request.fault("no-protocol"));
        }
        return introduction();
    }

    private static Map<String, Object> introduction() {
        return Request.membersOf(
                "protocol", 1,
                "impl", Request.membersOf(
                        "name", "jet-java-sample",
                        "version", "1",
                        "language", "Java",
                        "issues", "https://example.org/issues"),
                "capabilities", CAPABILITIES,
                "controls", List.of(),
                "profiles", List.of(ONLY_PROFILE),
                "params", Map.of("wordBits", 64));
    }

    private static Map<String, Object> configure(Map<String, Object> members) {
        String profile = Request.text(members, "profile");
        if (members.containsKey("params")) {
            Request.object(members.get("params"), "params");
        }
        Request.optionalSeed(members);
        if (!profile.equals(ONLY_PROFILE)) {
            throw Request.unsupported("profile." + profile);
        }
        return Map.of();
    }

    /** Always answers false: each request is answered before the next one is read. */
    private static Map<String, Object> cancel(Map<String, Object> members) {
        Request.from(members.get("target"), "target", 0);
        return Map.of("cancelled", false);
    }
}
