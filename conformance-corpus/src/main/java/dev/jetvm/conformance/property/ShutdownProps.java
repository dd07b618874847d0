package dev.jetvm.conformance.property;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Wire;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import tools.jackson.databind.node.ObjectNode;

/** Random exit handlers that register others, panic and call {@code exit}, against a model: the same order, the same end. */
@Tag("kind:property")
@Tag("level:must")
@Tag("requires:vm.run")
@Tag("requires:vm.text")
@Tag("requires:vm.constants")
@Tag("requires:vm.variables")
@Tag("requires:vm.calls")
@Tag("requires:vm.stack")
@Tag("requires:vm.unwinding")
@Tag("requires:vm.exit")
class ShutdownProps {
    private static final int STATUS = 5;
    private static final int RESULT = 3;

    /** How the entry function or an exit handler ends. */
    enum End {
        RETURNS, PANICS, EXITS
    }

    /** A registration of the handler with a number. */
    record Registration(int handler, int priority) {}

    /** The entry function or a handler: what it registers, and how it ends. */
    record Body(List<Registration> registers, End end) {}

    /**
     * A program.
     *
     * @param bodies the entry function, then the handlers; each registers only handlers with greater numbers, so that the program ends
     */
    record Program(List<Body> bodies) {

        /** The program as text. */
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("""
                    .module "made"
                    .entry f0
                    .import "jet.exit" register function
                    .import "jet.exit" exit function
                    """);
            for (int k = 0; k < bodies.size(); k++) {
                text.append(".function f%1$d\n  CONST (\"f%1$d\")\n  PRINT\n".formatted(k));
                for (Registration each : bodies.get(k).registers) {
                    text.append("""
                              GET_IMPORT (%%"jet.exit".register)
                              CONST (@f%d)
                              CONST (%d)
                              CALL 2
                              POP
                            """.formatted(each.handler, each.priority));
                }
                text.append(switch (bodies.get(k).end) {
                    case RETURNS -> "  CONST (%d)\n  RETURN\n".formatted(RESULT + k);
                    case PANICS -> "  CONST (\"p%d\")\n  PANIC\n".formatted(k);
                    case EXITS -> """
                              GET_IMPORT (%%"jet.exit".exit)
                              CONST (%d)
                              CALL 1
                              RETURN
                            """.formatted(STATUS + k);
                }).append(".end\n");
            }
            return text.toString();
        }

        /** What a run of the program has to show. */
        ObjectNode expected() {
            record Waiting(int handler, int priority, int number) {}
            List<Waiting> left = new ArrayList<>();
            List<Integer> called = new ArrayList<>();
            int registered = 0;
            int next = 0;
            while (next >= 0) {
                called.add(next);
                for (Registration each : bodies.get(next).registers) {
                    left.add(new Waiting(each.handler, each.priority, registered));
                    registered++;
                }
                Waiting first = left.stream().min(Comparator.comparingInt(Waiting::priority)
                        .thenComparing(Comparator.comparingInt(Waiting::number).reversed())).orElse(null);
                left.remove(first);
                next = first == null ? -1 : first.handler;
            }
            ObjectNode expected = Wire.object().put("stdout",
                    called.stream().map(k -> "f" + k + "\n").collect(Collectors.joining()));
            int panicked = called.stream().filter(k -> bodies.get(k).end == End.PANICS).findFirst().orElse(-1);
            if (panicked >= 0) {
                expected.put("status", "panic").putObject("panic").put("code", "user").put("message", "p" + panicked);
            } else {
                expected.put("status", "returned").putObject("result").put("kind", "int").put("value",
                        Integer.toString(bodies.getFirst().end == End.EXITS ? STATUS : RESULT));
            }
            return expected;
        }
    }

    @Provide
    Arbitrary<Program> programs() {
        return Arbitraries.integers().between(1, 7).flatMap(size -> {
            List<Arbitrary<Body>> bodies = new ArrayList<>();
            for (int k = 0; k < size; k++) {
                bodies.add(body(k, size));
            }
            return Combinators.combine(bodies).as(Program::new);
        });
    }

    private static Arbitrary<Body> body(int number, int size) {
        Arbitrary<List<Registration>> registers = number == size - 1
                ? Arbitraries.just(List.of())
                : Combinators.combine(Arbitraries.integers().between(number + 1, size - 1),
                        Arbitraries.integers().between(-2, 2)).as(Registration::new).list()
                        .ofMaxSize(number == 0 ? 6 : 2);
        Arbitrary<End> end = Arbitraries.frequency(Tuple.of(4, End.RETURNS),
                Tuple.of(1, End.PANICS), Tuple.of(1, End.EXITS));
        return Combinators.combine(registers, end).as(Body::new);
    }

    @Property(tries = 400)
    @Tag("id:prop-shutdown-handlers")
    @Tag("EXIT-02")
    @Tag("EXIT-03")
    @Tag("EXIT-07")
    @Tag("EXIT-14")
    void handlersRunInOrderWhateverTheyDo(@ForAll("programs") Program program) {
        Ask.op("vm.run").with("assembly", program.toString()).send().is(program.expected());
    }
}
