"""Channels (CHAN-01 to CHAN-17).

One lock guards the whole state of all channels of a workload. An operation that can complete does so at once, and completes the
operation of a waiting thread if there is one: it writes the outcome into the waiter of that thread. So an operation that began to wait
first is served first, and a later operation cannot overtake it. Between two operations these conditions hold:

- If receivers wait, then the buffer is empty.
- If senders wait, then the buffer is full. A channel without a buffer is always full.
- If both wait, then all of them are cases of one select (selects.py).
- If the channel is closed, no thread waits.
"""

import collections

from meeting import meet

OK = "ok"
CLOSED = "closed"
FULL = "full"
EMPTY = "empty"


class Waiter:
    """A waiting operation. It has no outcome until another thread completes it."""

    def __init__(self, value=None):
        self.value = value  # the value to send, or the value received
        self.outcome = None

    def complete(self, outcome, value):
        self.outcome, self.value = outcome, value


class Channel:
    def __init__(self, capacity, changed):
        """The lock of the condition `changed` guards the channel. All channels of a workload have the same condition."""
        self.capacity = capacity
        self.values = collections.deque()
        self.senders = collections.deque()
        self.receivers = collections.deque()
        self.closed = False
        self.abandoned = False
        self.changed = changed

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

    def can_send(self):
        """Whether an offer is accepted or refused for ever, so a send does not wait."""
        return bool(self.closed or self.receivers or not self.is_full())

    def can_receive(self):
        return bool(self.closed or self.values or self.senders)

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
        waiter.complete(outcome, value)
        self.changed.notify_all()

    def wait(self, waiters, waiter):
        """Waits until another thread has completed the operation. The outcome is None if the channel was abandoned."""
        waiters.append(waiter)
        self.changed.wait_for(lambda: waiter.outcome or self.abandoned)
        return waiter.outcome, waiter.value
