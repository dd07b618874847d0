package dev.jetvm.runtime.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.runtime.channel.OneTask.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Any sequence of operations of several tasks on two channels, against a model of lists. */
class ChannelProps {
    private static final int TASKS = 5;
    private static final int KINDS = 8;

    /** What a waiting task of the model offers: the cases of its select, in order. */
    private record Waiting(int task, List<Integer> channels, List<Integer> values) {}

    /** A channel of the model. */
    private static final class Modelled {
        final int capacity;
        final List<Long> values = new ArrayList<>();
        boolean closed;

        Modelled(int capacity) {
            this.capacity = capacity;
        }
    }

    private final List<Channel> channels = new ArrayList<>();
    private final List<Buffer> buffers = new ArrayList<>();
    private final List<Modelled> models = new ArrayList<>();
    private final List<OneTask> tasks = new ArrayList<>();
    /** Those that wait, in the order in which they began. */
    private final List<Waiting> waiting = new ArrayList<>();
    private long next;

    @Property(tries = 2_000)
    void operationsEqualThoseOfTheModel(@ForAll @IntRange(max = 2) int first, @ForAll @IntRange(max = 2) int second,
            @ForAll @Size(max = 60) List<@IntRange(max = 999) Integer> commands) {
        begin(first, second);
        for (int command : commands) {
            int task = command % TASKS;
            int kind = command / TASKS % KINDS;
            int channel = command / TASKS / KINDS % 2;
            if (kind == 0) {
                close(channel);
            } else if (isWaiting(task)) {
                cancel(task);
            } else {
                select(task, cases(kind, channel));
            }
            check();
        }
    }

    private void begin(int first, int second) {
        channels.clear();
        buffers.clear();
        models.clear();
        tasks.clear();
        waiting.clear();
        next = 0;
        for (int capacity : new int[]{first, second}) {
            channels.add(Channel.of(channels.size() + 1, capacity));
            buffers.add(new Slots(capacity));
            models.add(new Modelled(capacity));
        }
        for (int k = 0; k < TASKS; k++) {
            tasks.add(new OneTask(k));
        }
    }

    private boolean isWaiting(int task) {
        return waiting.stream().anyMatch(each -> each.task == task);
    }

    /** Pairs of a channel and 1 for a send or 0 for a receive. */
    private static List<int[]> cases(int kind, int channel) {
        return switch (kind) {
            case 1, 2 -> List.of(new int[]{channel, 1});
            case 3, 4 -> List.of(new int[]{channel, 0});
            case 5 -> List.of(new int[]{channel, 1}, new int[]{1 - channel, 0});
            case 6 -> List.of(new int[]{channel, 0}, new int[]{1 - channel, 0}, new int[]{channel, 0});
            default -> List.of(new int[]{channel, 1}, new int[]{channel, 0});
        };
    }

    private void select(int task, List<int[]> pairs) {
        List<Case> cases = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        List<Integer> values = new ArrayList<>();
        for (int[] pair : pairs) {
            int value = pair[1] == 1 ? (int) ++next : 0;
            numbers.add(pair[0]);
            values.add(value);
            cases.add(new Case(channels.get(pair[0]), buffers.get(pair[0]), value == 0 ? null : (long) value));
        }
        Waiting mine = new Waiting(task, numbers, values);
        String expected = null;
        for (int k = 0; k < numbers.size() && expected == null; k++) {
            expected = tried(mine, k);
        }
        assertThat(text(tasks.get(task).select(cases))).isEqualTo(expected);
        if (expected == null) {
            waiting.add(mine);
        }
    }

    /** Executes a case in the model. @return its outcome, or null if it would wait */
    private @Nullable String tried(Waiting mine, int index) {
        Modelled model = models.get(mine.channels.get(index));
        boolean sends = mine.values.get(index) != 0;
        if (sends ? model.closed : model.closed && model.values.isEmpty()) {
            return index + " closed";
        }
        long value = mine.values.get(index);
        if (!sends && !model.values.isEmpty()) {
            value = model.values.removeFirst();
            long stored = matched(mine.channels.get(index), true, 0);
            if (stored != 0) {
                model.values.add(stored);
            }
            return index + " received " + value;
        }
        long partner = matched(mine.channels.get(index), !sends, value);
        if (partner != 0) {
            return sends ? index + " sent" : index + " received " + partner;
        }
        if (sends && model.values.size() < model.capacity) {
            model.values.add(value);
            return index + " sent";
        }
        return null;
    }

    /** Completes the oldest waiting case. @return the value of a send, 1 for a receive, 0 if there is none */
    private long matched(int channel, boolean sends, long value) {
        for (Waiting each : waiting) {
            for (int k = 0; k < each.channels.size(); k++) {
                if (each.channels.get(k) == channel && each.values.get(k) != 0 == sends) {
                    waiting.remove(each);
                    expect(each.task, sends ? k + " sent" : k + " received " + value);
                    return sends ? each.values.get(k) : 1;
                }
            }
        }
        return 0;
    }

    private final List<Runnable> expectations = new ArrayList<>();

    private void expect(int task, @Nullable String outcome) {
        expectations.add(() -> {
            assertThat(tasks.get(task).isResumed()).isTrue();
            assertThat(text(tasks.get(task).resume())).isEqualTo(outcome);
        });
    }

    private void close(int channel) {
        Modelled model = models.get(channel);
        assertThat(channels.get(channel).close()).isEqualTo(!model.closed);
        model.closed = true;
        for (Waiting each : List.copyOf(waiting)) {
            // Offers to senders come first, and of one selection the first is the one that counts.
            for (boolean sends : new boolean[]{true, false}) {
                for (int k = 0; k < each.channels.size() && waiting.contains(each); k++) {
                    if (each.channels.get(k) == channel && each.values.get(k) != 0 == sends) {
                        waiting.remove(each);
                        expect(each.task, k + " closed");
                    }
                }
            }
        }
    }

    private void cancel(int task) {
        tasks.get(task).cancel();
        waiting.removeIf(each -> each.task == task);
        expect(task, null);
        tasks.set(task, tasks.get(task));
    }

    private void check() {
        expectations.forEach(Runnable::run);
        expectations.clear();
        for (int k = 0; k < TASKS; k++) {
            // A task can be cancelled once; another one takes its place.
            if (!isWaiting(k) && tasks.get(k).isWaiting()) {
                throw new AssertionError("task " + k + " waits");
            }
            if (!isWaiting(k)) {
                tasks.set(k, new OneTask(k));
            }
        }
        for (int c = 0; c < channels.size(); c++) {
            Channel channel = channels.get(c);
            Modelled model = models.get(c);
            int number = c;
            assertThat(channel.length()).isEqualTo(model.values.size()).isLessThanOrEqualTo(model.capacity);
            assertThat(channel.isClosed()).isEqualTo(model.closed);
            assertThat(channel.waitingSenders()).isEqualTo(count(number, true));
            assertThat(channel.waitingReceivers()).isEqualTo(count(number, false));
            assertThat(channel.isReady(true)).isEqualTo(model.closed || model.values.size() < model.capacity
                    || count(number, false) > 0);
            assertThat(channel.isReady(false)).isEqualTo(model.closed || !model.values.isEmpty()
                    || count(number, true) > 0);
        }
    }

    private int count(int channel, boolean sends) {
        int count = 0;
        for (Waiting each : waiting) {
            for (int k = 0; k < each.channels.size(); k++) {
                count += each.channels.get(k) == channel && each.values.get(k) != 0 == sends ? 1 : 0;
            }
        }
        return count;
    }

    private static @Nullable String text(@Nullable Outcome outcome) {
        if (outcome == null) {
            return null;
        }
        String how = !outcome.isDone() ? "closed" : outcome.hasWord() ? "received " + outcome.word() : "sent";
        return outcome.index() + " " + how;
    }

    /** Slots that may be put in if empty, and taken if not. */
    private static final class Slots implements Buffer {
        private final @Nullable Long[] slots;

        Slots(int capacity) {
            this.slots = new @Nullable Long[capacity];
        }

        @Override
        public void put(int slot, long word) {
            assertThat(slots[slot]).isNull();
            slots[slot] = word;
        }

        @Override
        public long take(int slot) {
            long word = Objects.requireNonNull(slots[slot]);
            slots[slot] = null;
            return word;
        }
    }
}
