"""Agents that violate the specification in one place each: `agent.py --wrong NAME`. README.adoc names the clause of each."""

import collections
import math
import threading
import time

import arithmetic
import arrays
import channels
import deques
import headers
import nan_boxed
import profiles
import request as r
import selects
import session
import storage
import strings
import structs
import tagged
from meeting import meet
from plain import INT_LEAST, INT_MOST, Plain

VARIANTS = {}
# Seconds in which the other threads reach the operation in which they wait.
PAUSE = 0.001


def variant(clause):
    """Registers a change of the modules under its name with hyphens, with the clause that it violates."""

    def register(change):
        VARIANTS[change.__name__.replace("_", "-")] = clause, change
        return change

    return register


def become(name):
    _, change = VARIANTS[name]
    change()


@variant("VAL-05c")
def wrapping_saturates():
    arithmetic.wrapped = lambda exact: min(max(exact, INT_LEAST), INT_MOST)


@variant("VAL-05b")
def division_rounds_down():
    right = arithmetic.quotient

    def quotient(dividend, divisor):
        return dividend // divisor if divisor else right(dividend, divisor)

    arithmetic.quotient = quotient


@variant("VAL-05d")
def remainder_of_the_divisor():
    arithmetic.FLOAT_OPERATORS["rem"] = lambda a, b: a % b if b and not math.isinf(a) else math.nan


@variant("VAL-05d")
def minus_zero_lost():
    right = arithmetic.negated

    def negated(operand):
        if operand.kind in arithmetic.FORMATS and operand.value == 0:
            return operand
        return right(operand)

    arithmetic.negated = negated


@variant("VAL-18a")
def bytes_reversed():
    right = storage.store_int
    storage.store_int = lambda name, value: right(name, value)[::-1]


@variant("VAL-18b")
def small_ints_unsigned():
    """Bytes of i8 are loaded as those of u8."""
    storage.INTS["i8"] = (1, False)


@variant("VAL-11")
def hint_ignored():
    """The hint of a float64 is not looked at."""
    right = tagged.decode_reference
    tagged.decode_reference = lambda word: Plain("ref", right(word).value)


@variant("NAN-04")
def nan_payload_kept():
    nan_boxed.canonical = lambda bits: bits


@variant("NAN-02")
def nan_ints_unsigned():
    right = nan_boxed.decode

    def decode(word):
        value = right(word)
        return Plain("int", value.value % 2**32) if value.kind == "int" else value

    nan_boxed.decode = decode


@variant("NAN-01")
def infinity_is_tagged():
    """All words whose exponent is full are taken for tagged ones."""
    nan_boxed.ONES = 0x7FF0 << 48


@variant("STRUCT-12")
def header_counts_itself():
    right = headers.pack
    headers.pack = lambda type_id, size, *more, **named: right(type_id, size + headers.BYTES, *more, **named)


@variant("HDR-06")
def strong_count_wraps():
    headers.STRONG_MOST = 2**32


@variant("HDR-10")
def whitening_unpins():
    headers.EVENTS["white"] = (headers.EVENTS["white"][0], lambda gc: 0)


@variant("STRUCT-02")
def fields_unsorted():
    structs.first_fit = structs.in_order


@variant("STRUCT-10")
def gaps_unused():
    """Fields are sorted by alignment, and each begins behind the one before."""

    def first_fit(fields):
        offsets = [0] * len(fields)
        at = structs.START
        for index in sorted(range(len(fields)), key=lambda each: -fields[each].align):
            offsets[index] = structs.up(at, fields[index].align)
            at = offsets[index] + fields[index].size
        return offsets

    structs.first_fit = first_fit


@variant("ARR-02")
def stride_is_the_size():
    right = arrays.Store.__init__

    def init(store, size, align):
        right(store, size, align)
        store.stride = size

    arrays.Store.__init__ = init


@variant("PERF-02")
def columns_close():
    arrays.COLUMN_ALIGN = 8


@variant("ARR-09")
def growth_from_4():
    arrays.LEAST_GROWTH = 4


@variant("ARR-06")
def slice_of_slice_from_the_start():
    right = session.OPERATIONS["array.slice"]

    def op_slice(request):
        answer = right(request)
        if "slice" in request:
            image = bytearray(r.data(answer, "image"))
            image[8:12] = request["offset"].to_bytes(4, "little")
            return {"image": r.shown_data(bytes(image))}
        return answer

    session.OPERATIONS["array.slice"] = op_slice


@variant("STR-02")
def chars_by_utf16():
    strings.chars = lambda data: len(data.decode("utf-8").encode("utf-16-le")) // 2


@variant("STR-04")
def hash_multiplied_first():
    def hash_of(data):
        value = strings.FNV_START
        for byte in data:
            value = value * strings.FNV_PRIME & 2**32 - 1 ^ byte
        return value or 1

    strings.hash_of = hash_of


@variant("STR-03")
def hash_may_be_zero():
    right = strings.hash_of
    strings.hash_of = lambda data: right(data) if right(data) != 1 else 0


@variant("STR-06")
def inline_to_22():
    strings.INLINE_MOST = 22


@variant("STR-05")
def word_to_6():
    tagged.IMMEDIATE_BYTES = 6


@variant("DEQ-02")
def owner_sees_a_queue():
    deques.Deque.pop = lambda deque: deque.steal()


@variant("DEQ-02")
def thieves_see_a_stack():
    right = deques.Deque.pop
    deques.Deque.steal = right


@variant("DEQ-04")
def indices_without_a_sign():
    """The first pop of a deque decreases its bottom from 0 to 2**64 - 1, which is above the top."""

    def pop(deque):
        bottom = (deque.bottom - 1) % 2**64
        deque.bottom = bottom
        if deque.top > bottom:
            deque.bottom = bottom + 1
            return deques.EMPTY
        return deque.ring.get(bottom) or 0

    deques.Deque.pop = pop


@variant("DEQ-04")
def empty_pop_keeps_the_bottom():
    """A pop of an empty deque leaves the bottom below the top."""

    def pop(deque):
        deque.bottom -= 1
        if deque.top > deque.bottom:
            return deques.EMPTY
        element = deque.ring.get(deque.bottom)
        if deque.top == deque.bottom:
            deque.claim(deque.top)
            deque.bottom += 1
        return element

    deques.Deque.pop = pop


@variant("DEQ-02")
def steal_gives_up():
    """Every fifth steal of a deque answers that it is empty, without a look."""
    right = deques.Deque.steal

    def steal(deque):
        deque.steals = getattr(deque, "steals", 0) + 1
        return deques.EMPTY if deque.steals % 5 == 0 else right(deque)

    deques.Deque.steal = steal


@variant("DEQ-07")
def full_deque_seems_empty():
    """The ends are compared as places of the array."""
    right = deques.Deque.steal

    def steal(deque):
        capacity = len(deque.ring.slots)
        return deques.EMPTY if deque.top % capacity == deque.bottom % capacity else right(deque)

    deques.Deque.steal = steal


@variant("DEQ-07")
def growth_comes_one_late():
    deques.Deque.is_full = lambda deque, top, bottom: bottom - top > len(deque.ring.slots)


@variant("DEQ-07")
def growth_starts_at_the_first_slot():
    """Elements are copied in the order of the old slots, not in that of the indices."""

    def grow(deque, top, bottom):
        larger = deques.Ring(2 * len(deque.ring.slots))
        larger.slots[: bottom - top] = deque.ring.slots
        deque.ring = larger

    deques.Deque.grow = grow


@variant("DEQ-07")
def array_is_published_before_it_is_filled():
    def grow(deque, top, bottom):
        old = deque.ring
        deque.ring = deques.Ring(2 * len(old.slots))
        for index in range(top, bottom):
            deques.meet()
            deque.ring.put(index, old.get(index))

    deques.Deque.grow = grow
    deques.result = nothing_is_empty


@variant("DEQ-08")
def indices_of_16_bits():
    right = deques.Deque.push

    def push(deque, element):
        right(deque, element)
        deque.bottom %= 2**16

    deques.Deque.push = push


@variant("DEQ-05")
def last_element_without_a_claim():
    """The owner takes the last element as any other and moves the top afterwards."""

    def claimless(deque):
        bottom = deque.bottom - 1
        deque.bottom = bottom
        deques.meet()
        top = deque.top
        if top > bottom:
            deque.bottom = bottom + 1
            return deques.EMPTY
        element = deque.ring.get(bottom)
        deques.meet()
        if top == bottom:
            deque.bottom = bottom + 1
            deque.top = bottom + 1
        return element

    deques.Deque.pop = claimless


@variant("DEQ-06")
def lost_race_is_empty():
    deques.merge()


@variant("DEQ-06")
def empty_is_contended():
    """A thief that finds nothing says that it lost a race."""
    right = deques.Deque.steal

    def steal(deque):
        element = right(deque)
        return deques.CONTENDED if element == deques.EMPTY else element

    deques.Shared.steal = lambda shared, _: deques.result(steal(shared.deque))


@variant("DEQ-03")
def steal_without_a_claim():
    """A thief stores the top instead of moving it by compare and set."""

    def claim(deque, top):
        deque.top = top + 1
        return True

    deques.Deque.claim = claim


@variant("DEQ-03")
def slot_is_read_after_the_claim():
    """The array may be another one by then."""

    def steal(deque):
        top = deque.top
        deques.meet()
        if top >= deque.bottom:
            return deques.EMPTY
        if not deque.claim(top):
            return deques.CONTENDED
        deques.meet()
        return deque.ring.get(top)

    deques.Deque.steal = steal
    deques.result = nothing_is_empty


def nothing_is_empty(element):
    """A slot without an element is taken for an empty deque."""
    if element is None or element == deques.EMPTY:
        return deques.EMPTY, None
    return (element, None) if element == deques.CONTENDED else ("ok", element)


@variant("CHAN-01")
def rendezvous_sender_returns_early():
    """An unbuffered send leaves its value for a receiver and does not wait for it."""
    right = channels.Channel.wait

    def wait(channel, waiters, waiter):
        if waiters is channel.senders and channel.capacity == 0:
            waiters.append(waiter)
            return channels.OK, None
        return right(channel, waiters, waiter)

    channels.Channel.wait = wait


@variant("CHAN-08")
def channel_is_a_stack():
    """A receive takes the newest value of the buffer."""
    channels.Channel.remove = lambda channel: channel.values.pop()


@variant("CHAN-11")
def close_drops_the_buffer():
    """A close discards the values in the buffer."""
    right = channels.Channel.close

    def close(channel):
        outcome = right(channel)
        channel.values.clear()
        return outcome

    channels.Channel.close = close


@variant("CHAN-12")
def close_twice_succeeds():
    """Every close answers as the first one does."""
    right = channels.Channel.close

    def close(channel):
        right(channel)
        return channels.OK

    channels.Channel.close = close


@variant("CHAN-06")
def send_to_closed_succeeds():
    """A send to a closed channel answers `ok`, and its value is discarded."""
    right = channels.Channel.offer
    channels.Channel.offer = lambda channel, value: channels.OK if channel.closed else right(channel, value)


@variant("CHAN-07")
def capacity_is_one_more():
    """The buffer stores one value more than the request says."""
    channels.Channel.is_full = lambda channel: len(channel.values) > channel.capacity


@variant("CHAN-02")
def full_with_room():
    """A try-send does not use the last free place of the buffer."""
    right = channels.Channel.try_send

    def try_send(channel, value):
        with channel.changed:
            if not channel.closed and not channel.receivers and len(channel.values) == channel.capacity - 1:
                return channels.FULL
        return right(channel, value)

    channels.Channel.try_send = try_send


@variant("CHAN-02")
def empty_with_a_value():
    """A try-receive does not take the last value of the buffer."""
    right = channels.Channel.try_receive

    def try_receive(channel):
        with channel.changed:
            if len(channel.values) == 1:
                return channels.EMPTY, None
        return right(channel)

    channels.Channel.try_receive = try_receive


class WakeUps:
    """The threads that wait for one condition. As long as a woken thread has not completed its operation, no other is woken."""

    def __init__(self, lock):
        self.condition = threading.Condition(lock)
        self.asleep = 0
        self.woken = False

    def wait(self):
        self.asleep += 1
        self.condition.wait()
        self.asleep -= 1

    def wake(self):
        if self.asleep and not self.woken:
            self.woken = True
            self.condition.notify()

    def wake_all(self):
        self.condition.notify_all()


class Waking(channels.Channel):
    """A buffered channel whose waiting threads are woken to try again.

    A thread that is woken after another one took the value waits again, but still counts as woken. No further wake-up follows.
    """

    def __init__(self, capacity, changed):
        super().__init__(capacity, changed)
        self.room = WakeUps(self.changed)
        self.filled = WakeUps(self.changed)

    def send(self, value):
        meet()
        with self.changed:
            outcome, _ = self.tried(self.room, lambda: (self.offer(value), None))
        meet()
        return outcome

    def receive(self):
        meet()
        with self.changed:
            outcome, value = self.tried(self.filled, self.take)
        meet()
        return outcome, value

    def tried(self, wake_ups, attempt):
        """Waits until an attempt succeeds."""
        waited = False
        while (result := attempt())[0] in (channels.FULL, channels.EMPTY) and not self.abandoned:
            wake_ups.wait()
            waited = True
        if waited:
            wake_ups.woken = False
        return result

    def offer(self, value):
        was_empty = not self.values
        outcome = super().offer(value)
        if outcome == channels.OK and was_empty:
            self.filled.wake()
        return outcome

    def take(self):
        was_full = self.is_full()
        result = super().take()
        if result[0] == channels.OK and was_full:
            self.room.wake()
        return result

    def close(self):
        outcome = super().close()
        self.wake_all()
        return outcome

    def abandon(self):
        super().abandon()
        self.wake_all()

    def wake_all(self):
        with self.changed:
            self.room.wake_all()
            self.filled.wake_all()


@variant("CHAN-09")
def two_sends_one_wake_up():
    """A send to a buffer wakes no receiver if another one was woken before; receives treat senders in the same way."""
    right = channels.Channel
    channels.Channel = lambda capacity, changed: Waking(capacity, changed) if capacity else right(capacity, changed)


@variant("CHAN-10")
def closed_sender_waits():
    """A close does not end the waits of senders."""
    right = channels.Channel.release

    def release(channel, waiters):
        if waiters is channel.senders:
            waiters.clear()
        right(channel, waiters)

    channels.Channel.release = release
    paused_before("close")


@variant("CHAN-05")
def last_value_lost_at_close():
    """A receiver that was given a value reports the close if the channel was closed before the receiver runs again."""
    right = channels.Channel.wait

    def wait(channel, waiters, waiter):
        outcome, value = right(channel, waiters, waiter)
        if waiters is channel.receivers and channel.closed:
            return channels.CLOSED, None
        return outcome, value

    channels.Channel.wait = wait
    paused_before("send")


def paused_before(name):
    """An operation of channels begins with a pause, so that the other threads are likely to wait when it takes effect."""
    right = getattr(channels.Channel, name)

    def paused(channel, *argument):
        time.sleep(PAUSE)
        return right(channel, *argument)

    setattr(channels.Channel, name, paused)


@variant("CHAN-15")
def value_received_twice():
    """A receive reads the oldest value and removes it in two steps, and another thread may run between them."""
    right = channels.Channel.receive

    def receive(channel):
        with channel.changed:
            oldest = channel.values[0] if channel.values else None
        if oldest is None:
            return right(channel)
        meet()
        with channel.changed:
            channel.take()
        return channels.OK, oldest

    channels.Channel.receive = receive


@variant("SEL-03")
def select_prefers_the_first():
    """A select performs the first of the possible cases."""
    right = selects.Select.possible
    selects.Select.possible = lambda select: right(select)[:1]


@variant("SEL-02")
def select_send_never_fires():
    """A send of a select is never possible, and no receiver finds it."""
    possible = selects.Case.is_possible
    selects.Case.is_possible = lambda case: not case.sends and possible(case)
    registering_only(lambda registered: not registered.case.sends)


@variant("SEL-04")
def default_although_possible():
    """A select with a default takes it at once."""
    right = selects.Select.possible
    selects.Select.possible = lambda select: [] if select.has_default else right(select)


@variant("SEL-06")
def select_takes_two():
    """A select performs a possible case of each channel, and answers one of them."""
    right = selects.Select.perform_one

    def perform_one(select, number):
        possible = select.possible()
        result = right(select, number)
        performed = {select.cases[index].channel for index in possible if index == result[-1]}
        for case in (select.cases[index] for index in possible):
            if case.channel not in performed and case.is_possible():
                performed.add(case.channel)
                case.perform(number)
        return result

    selects.Select.perform_one = perform_one


@variant("SEL-05")
def select_waits_for_the_first_only():
    """A select that waits is registered with its first case only."""
    registering_only(lambda registered: registered.index == 0)


def registering_only(wanted):
    """A select that waits is registered with the wanted cases only."""
    right = selects.Select.wait

    def wait(select, waiting):
        waiting.registered = [each for each in waiting.registered if wanted(each)]
        return right(select, waiting)

    selects.Select.wait = wait


@variant("SEL-02")
def select_says_another_case():
    """A select answers the index of its case in the reverse order."""
    right = selects.Select.__call__

    def call(select, number):
        outcome, value, index = right(select, number)
        return outcome, value, None if index is None else len(select.cases) - 1 - index

    selects.Select.__call__ = call


@variant("SEL-07")
def decided_select_takes_the_wake_up():
    """A select that was decided stays in the queues of its other channels; the next partner there completes it once more."""
    right = selects.Waiting.decide

    def decide(waiting, completed, outcome, value):
        if waiting.result is None:
            right(waiting, completed, outcome, value)

    selects.Waiting.decide = decide
    selects.Waiting.withdraw = lambda waiting, completed: None


@variant("SEL-09")
def select_ignores_the_close():
    """A close makes no case of a select possible: it neither ends the wait of a select, nor does a later select perform the case."""
    possible = selects.Case.is_possible
    release = channels.Channel.release

    def is_possible(case):
        channel = case.channel
        return possible(case) and not (channel.closed and (case.sends or not channel.values))

    def release_the_others(channel, waiters):
        kept = [each for each in waiters if isinstance(each, selects.Registered)]
        others = [each for each in waiters if each not in kept]
        waiters.clear()
        waiters.extend(kept)
        release(channel, collections.deque(others))

    selects.Case.is_possible = is_possible
    channels.Channel.release = release_the_others


@variant("SEL-11")
def select_meets_itself():
    """A send and a receive of one select on the same channel without a buffer are partners if no other case is possible."""
    right = selects.Select.perform_one

    def is_own_partner(case, other):
        return case.channel is other.channel and case.channel.capacity == 0 and case.sends != other.sends

    def perform_one(select, number):
        cases = select.cases
        met = [index for index, case in enumerate(cases) if any(is_own_partner(case, other) for other in cases)]
        if select.possible() or not met:
            return right(select, number)
        index = select.chance.choice(met)
        return channels.OK, None if cases[index].sends else number, index

    selects.Select.perform_one = perform_one


@variant("CONF-24")
def history_keeps_no_order():
    """The operations of a thread come newest first."""
    right = session.OPERATIONS["workload.run"]
    session.OPERATIONS["workload.run"] = lambda request: {"history": right(request)["history"][::-1]}


@variant("CONF-11")
def first_profile_stays():
    """A process that serves one case is right. One that serves cases of both profiles is not."""
    right = profiles.configure

    def configure(name):
        right(name)
        profiles.configure = lambda later: None

    profiles.configure = configure
