"""Channels, and their part of a workload (CHAN-01 to CHAN-17).

One lock guards the whole state of a channel. An operation that can complete does so at once, and completes the operation of a waiting
thread if there is one: it writes the outcome into the waiter of that thread. So an operation that began to wait first is served first,
and a later operation cannot overtake it. Between two operations these conditions hold:

- If receivers wait, then the buffer is empty and no sender waits.
- If senders wait, then the buffer is full. A channel without a buffer is always full.
- If the channel is closed, no thread waits.
"""

import collections
import threading

import request as r
from meeting import meet

CAPACITY_MOST = 65_535
OK = "ok"
CLOSED = "closed"
FULL = "full"
EMPTY = "empty"


class Waiter:
    """A waiting operation. It has no outcome until another thread completes it."""

    def __init__(self, value=None):
        self.value = value  # the value to send, or the value received
        self.outcome = None


class Channel:
    def __init__(self, capacity):
        self.capacity = capacity
        self.values = collections.deque()
        self.senders = collections.deque()
        self.receivers = collections.deque()
        self.closed = False
        self.abandoned = False
        self.changed = threading.Condition(threading.Lock())

    def send(self, value):
        """OK or CLOSED."""
        meet()
        with self.changed:
            outcome = self.offer(value)
            if outcome == FULL:
                outcome, _ = self.wait(self.senders, Waiter(value))
        meet()
        return outcome

    def receive(self):
        """OK and a value, or CLOSED and None."""
        meet()
        with self.changed:
            outcome, value = self.take()
            if outcome == EMPTY:
                outcome, value = self.wait(self.receivers, Waiter())
        meet()
        return outcome, value

    def try_send(self, value):
        """OK, FULL or CLOSED."""
        meet()
        with self.changed:
            return self.offer(value)

    def try_receive(self):
        """OK and a value, or EMPTY or CLOSED and None."""
        meet()
        with self.changed:
            return self.take()

    def close(self):
        """OK for the call that closes the channel, CLOSED for every later one."""
        meet()
        with self.changed:
            if self.closed:
                return CLOSED
            self.closed = True
            self.release(self.senders)
            self.release(self.receivers)
            return OK

    def abandon(self):
        """Ends all waits without an outcome. The workload is over, and its history has been copied."""
        with self.changed:
            self.abandoned = True
            self.changed.notify_all()

    # The methods below are called with the lock held.

    def offer(self, value):
        """Sends without waiting."""
        if self.closed:
            return CLOSED
        if self.receivers:
            self.complete(self.receivers.popleft(), OK, value)
            return OK
        if self.is_full():
            return FULL
        self.values.append(value)
        return OK

    def take(self):
        """Receives without waiting."""
        if self.values:
            value = self.remove()
            self.refill()
            return OK, value
        if self.senders:
            return OK, self.accept()
        return (CLOSED if self.closed else EMPTY), None

    def is_full(self):
        return len(self.values) >= self.capacity

    def remove(self):
        """Takes the oldest value out of the buffer."""
        return self.values.popleft()

    def refill(self):
        """The place that became free belongs to the sender that has waited longest."""
        if self.senders:
            self.values.append(self.accept())

    def accept(self):
        """Completes the send that has waited longest, and returns its value."""
        sender = self.senders.popleft()
        self.complete(sender, OK, sender.value)
        return sender.value

    def release(self, waiters):
        """Completes waiting operations because the channel was closed."""
        while waiters:
            self.complete(waiters.popleft(), CLOSED, None)

    def complete(self, waiter, outcome, value):
        waiter.outcome, waiter.value = outcome, value
        self.changed.notify_all()

    def wait(self, waiters, waiter):
        """Waits until another thread has completed the operation. The outcome is None if the channel was abandoned."""
        waiters.append(waiter)
        self.changed.wait_for(lambda: waiter.outcome or self.abandoned)
        return waiter.outcome, waiter.value


class Shared:
    """A channel under a workload: every thread may perform every operation."""

    WITH_ARGUMENT = {"send", "try-send"}
    MAY_WAIT = True

    def __init__(self, request):
        capacity = r.optional(request, "capacity", lambda *of: r.within(*of, 0, CAPACITY_MOST), 0)
        self.channel = Channel(capacity)
        self.actions = {
            "send": lambda number: (self.channel.send(number), None),
            "receive": lambda _: self.channel.receive(),
            "try-send": lambda number: (self.channel.try_send(number), None),
            "try-receive": lambda _: self.channel.try_receive(),
            "close": lambda _: (self.channel.close(), None),
        }

    def action(self, _, name):
        """What a thread performs: a function of the argument that returns outcome and value."""
        r.demand(name in self.actions, f"a channel has no operation {name}")
        return self.actions[name]

    def abandon(self):
        self.channel.abandon()
