package dev.jetvm.vm.agent;

import dev.jetvm.runtime.channel.Outcome;
import dev.jetvm.runtime.channel.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One operation of a select; a single operation is a select with one case.
 *
 * @param index its number in the order of the request
 */
record ChannelCase(int index, boolean sends, ChannelPlace place) {
    private static final int MAX = 16;

    /** Reads the cases of a select. @param places finds the channel of a case */
    static List<ChannelCase> of(List<JsonNode> list, Function<Arguments, ChannelPlace> places) {
        List<ChannelCase> cases = new ArrayList<>();
        for (JsonNode each : list) {
            Arguments one = Arguments.of(each, "a case");
            String op = one.text("op");
            if (!op.equals("send") && !op.equals("receive")) {
                throw new BadRequest("a case is a send or a receive, not " + op);
            }
            cases.add(new ChannelCase(cases.size(), op.equals("send"), places.apply(one)));
        }
        if (cases.isEmpty() || cases.size() > MAX) {
            throw new BadRequest("a select has 1 to " + MAX + " cases");
        }
        return cases;
    }

    /**
     * Tries the operations in a random order, so that each possible one has the same chance (SEL-03).
     *
     * @param numbers what each case sends, by its index
     * @return null if none is possible
     */
    static @Nullable Outcome oneOf(List<ChannelCase> cases, IntToLongFunction numbers) {
        ChannelCase[] order = cases.toArray(ChannelCase[]::new);
        for (int left = order.length; left > 0; left--) {
            int next = left == 1 ? 0 : ThreadLocalRandom.current().nextInt(left);
            ChannelCase chosen = order[next];
            Outcome outcome = chosen.place.attempt(chosen, numbers.applyAsLong(chosen.index));
            if (outcome != null) {
                return outcome;
            }
            order[next] = order[left - 1];
        }
        return null;
    }

    /** Returns a selection of the operations that is not registered yet. */
    static Selection selection(List<ChannelCase> cases, IntToLongFunction numbers) {
        Selection selection = new Selection(cases.size());
        for (ChannelCase each : cases) {
            if (each.sends) {
                selection.addSend(each.index, each.place.channel(), numbers.applyAsLong(each.index));
            } else {
                selection.addReceive(each.index, each.place.channel());
            }
        }
        return selection;
    }
}
