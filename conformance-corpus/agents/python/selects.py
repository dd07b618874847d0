"""Select: one operation with several cases, each a send or a receive, of which exactly one takes effect (SEL-01 to SEL-11).

The channels of a workload have one lock. In one step under this lock a select performs a case, takes its default, or registers all of
its cases in the queues of their channels. So no case becomes possible between the look at the channels and the registration. The
operation that completes a registered case decides the select: in the same step it removes the other cases from their queues. Between
two operations these conditions hold:

- A select that waits is registered with all of its cases, and none of them is possible.
- No queue contains a case of a select that was decided.

A select does not look at the channels again after its registration, so its own send and its own receive do not meet.
"""

from typing import NamedTuple

from channels import CLOSED, EMPTY, Channel, Waiter
from meeting import meet


class Case(NamedTuple):
    channel: Channel
    sends: bool

    def is_possible(self):
        return self.channel.can_send() if self.sends else self.channel.can_receive()

    def perform(self, number):
        """Performs a possible case: outcome and value."""
        return (self.channel.offer(number), None) if self.sends else self.channel.take()

    def queue(self):
        return self.channel.senders if self.sends else self.channel.receivers


class Select:
    """The operation: a function of the argument that returns outcome, value and the index of the case."""

    def __init__(self, cases, has_default, chance):
        self.cases = cases
        self.has_default = has_default
        self.chance = chance
        self.changed = cases[0].channel.changed  # all channels have the same

    def __call__(self, number):
        meet()
        with self.changed:
            result = self.perform_one(number)
        meet()
        return result

    # The methods below are called with the lock held.

    def perform_one(self, number):
        possible = self.possible()
        if possible:
            index = self.chance.choice(possible)
            return (*self.cases[index].perform(number), index)
        if self.has_default:
            return EMPTY, None, None
        return self.wait(Waiting(self.cases, number, self.chance))

    def possible(self):
        """The indices of the cases that need not wait."""
        return [index for index, case in enumerate(self.cases) if case.is_possible()]

    def wait(self, waiting):
        """Waits until another thread has decided the select. There is no outcome if the channels were abandoned."""
        waiting.register()
        self.changed.wait_for(lambda: waiting.result or self.cases[0].channel.abandoned)
        return waiting.result or (None, None, None)


class Waiting:
    """A select that waits. It has no result until another thread decides it."""

    def __init__(self, cases, number, chance):
        self.registered = [Registered(self, index, case, number) for index, case in enumerate(cases)]
        self.chance = chance
        self.result = None

    def register(self):
        for each in self.registered:
            each.case.queue().append(each)

    def decide(self, completed, outcome, value):
        """Called by the operation that took a case out of its queue and completes it."""
        self.withdraw(completed)
        chosen = self.chance.choice(self.alike(completed, outcome))
        self.result = outcome, None if chosen.case.sends else value, chosen.index

    def withdraw(self, completed):
        """Removes all cases but the completed one, which is in no queue any more."""
        for each in self.registered:
            if each is not completed:
                each.case.queue().remove(each)

    def alike(self, completed, outcome):
        """The cases that became possible together with the completed one: a close makes all cases of its channel possible."""
        case = completed.case
        return [
            each
            for each in self.registered
            if each.case.channel is case.channel and (each.case.sends == case.sends or outcome == CLOSED)
        ]


class Registered(Waiter):
    """A case of a waiting select in the queue of its channel."""

    def __init__(self, waiting, index, case, number):
        super().__init__(number)
        self.waiting = waiting
        self.index = index
        self.case = case

    def complete(self, outcome, value):
        self.waiting.decide(self, outcome, value)
