"""Channels and select by handles, without threads (CHAN-26, SEL-14).

Each operation is performed by a task of its own, but no task needs a thread here: what is left of one that waits is a ticket, with its
cases in the queues of their channels. The request that makes a case possible writes the result into the ticket before it is answered.
So no operation could go on when an answer is written. The channels of workloads, whose threads do wait, are those of channels.py.

Between two requests these conditions hold:

- If receivers wait, then the buffer is empty. If senders wait, then it is full; a channel without a buffer is always full.
- A ticket that waits is in the queues with all of its cases, and none of them is possible. So a select never meets itself.
- No queue contains a case of a ticket that has a result or was cancelled.
- If the channel is closed, its queues are empty.
"""

import collections
import random

import request as r
from deques import handle

OK = "ok"
CLOSED = "closed"
FULL = "full"
EMPTY = "empty"
PENDING = "pending"
CAPACITY_MOST = 65_535
CASES_MOST = 16


class Channel:
    def __init__(self, capacity):
        self.capacity = capacity
        self.values = collections.deque()
        self.senders = collections.deque()  # cases; those of one ticket follow each other
        self.receivers = collections.deque()
        self.closed = False

    def try_send(self, value):
        """OK, CLOSED or FULL."""
        if self.closed:
            return CLOSED
        if self.receivers:
            self.oldest(self.receivers).complete(OK, value)
            return OK
        if not self.has_room():
            return FULL
        self.values.append(value)
        return OK

    def try_receive(self):
        """OK and a value, or CLOSED or EMPTY and None."""
        if self.values:
            value = self.values.popleft()
            self.refill()
            return OK, value
        if self.senders:
            return OK, self.accept()
        return (CLOSED if self.closed else EMPTY), None

    def close(self):
        """OK for the call that closes the channel, CLOSED for every later one."""
        if self.closed:
            return CLOSED
        self.closed = True
        for ticket in self.waiting():
            self.release(ticket)
        return OK

    def waiting(self):
        """The tickets that wait for the channel: each once, also if several of its cases do."""
        return list(dict.fromkeys(case.ticket for case in (*self.senders, *self.receivers)))

    def can_send(self):
        """Whether a send need not wait."""
        return bool(self.closed or self.receivers or self.has_room())

    def can_receive(self):
        return bool(self.closed or self.values or self.senders)

    def has_room(self):
        return len(self.values) < self.capacity

    def refill(self):
        """The place that became free belongs to the sender that has waited longest."""
        if self.senders:
            self.values.append(self.accept())

    def accept(self):
        """Completes the send that has waited longest, and returns its value."""
        sender = self.oldest(self.senders)
        sender.complete(OK)
        return sender.value

    def oldest(self, queue):
        """A case of the ticket that has waited longest. Several of its cases may have become possible at once; chance decides."""
        ticket = queue[0].ticket
        return random.choice([case for case in ticket.cases if case.queue() is queue])

    def release(self, ticket):
        """Ends the wait of a ticket because of the close, which makes its sends and its receives possible alike."""
        random.choice([case for case in ticket.cases if case.channel is self]).complete(CLOSED)


class Case:
    """A send or a receive. It is in a queue of its channel while its ticket waits."""

    def __init__(self, channel, sends, value=None):
        self.channel = channel
        self.sends = sends
        self.value = value
        self.ticket = None

    def queue(self):
        return self.channel.senders if self.sends else self.channel.receivers

    def is_possible(self):
        return self.channel.can_send() if self.sends else self.channel.can_receive()

    def perform(self):
        """Performs a possible case: outcome and value received."""
        return (self.channel.try_send(self.value), None) if self.sends else self.channel.try_receive()

    def complete(self, outcome, received=None):
        """Called by the operation that makes this case of a waiting ticket possible."""
        self.ticket.decide(self, outcome, received)


class Ticket:
    """A single send or receive that may have to wait. It has no result as long as it waits."""

    def __init__(self, cases):
        self.cases = cases
        self.result = None  # the case that was performed, its outcome and the value received
        for case in cases:
            case.ticket = self

    def perform(self):
        """Performs one of the possible cases, if there is any."""
        possible = [case for case in self.cases if case.is_possible()]
        if possible:
            case = random.choice(possible)
            self.result = case, *case.perform()

    def wait(self):
        for case in self.cases:
            case.queue().append(case)

    def decide(self, case, outcome, received):
        self.withdraw()
        self.result = case, outcome, received

    def withdraw(self):
        """Removes the cases from the queues. All of them are there as long as the ticket waits."""
        for case in self.cases:
            case.queue().remove(case)

    def cancel(self):
        """Ends the wait without a result. False if there is a result already."""
        waits = self.result is None
        if waits:
            self.withdraw()
        return waits

    def answer(self):
        if self.result is None:
            raise r.Refusal(outcome=PENDING)
        return self.shown(*self.result)

    def shown(self, case, outcome, received):
        return shown(outcome) if case.sends else shown(outcome, value=received)


class Select(Ticket):
    """A select answers which case was performed; that the channel of the case is closed is no failure of the select."""

    def shown(self, case, outcome, received):
        answer = {"case": self.cases.index(case), "closed": outcome == CLOSED}
        return answer if received is None else {**answer, "value": received}


# Channels and tickets by their handles. A handle refers to what it was bound to last.
bound = {}


def forget():
    bound.clear()


def known(name, kind):
    """What a handle refers to. The form of a whole request is checked before the first of its handles is looked up."""
    found = bound.get(name)
    if not isinstance(found, kind):
        raise r.Refusal(outcome="error", code="unknown-handle", definite=True)
    return found


def known_channel(request):
    return known(handle(request, "channel"), Channel)


def known_ticket(request):
    return known(handle(request, "ticket"), Ticket)


def number(holder):
    return r.within(holder, "value", 0, r.INTEGER_LIMIT)


def shown(outcome, **members):
    """The value of an answer; every outcome but ok has none."""
    if outcome != OK:
        raise r.Refusal(outcome=outcome)
    return members


def begun(ticket, into):
    """The answer to an operation that may wait. The handle is bound only if it does."""
    ticket.perform()
    if ticket.result is None:
        ticket.wait()
        bound[into] = ticket
    return ticket.answer()


def op_new(request):
    into = handle(request, "into")
    capacity = r.optional(request, "capacity", lambda *of: r.within(*of, 0, CAPACITY_MOST), 0)
    bound[into] = Channel(capacity)
    return {}


def op_send(request):
    channel, value, into = handle(request, "channel"), number(request), handle(request, "into")
    return begun(Ticket([Case(known(channel, Channel), True, value)]), into)


def op_receive(request):
    channel, into = handle(request, "channel"), handle(request, "into")
    return begun(Ticket([Case(known(channel, Channel), False)]), into)


def op_try_send(request):
    channel, value = handle(request, "channel"), number(request)
    return shown(known(channel, Channel).try_send(value))


def op_try_receive(request):
    outcome, value = known_channel(request).try_receive()
    return shown(outcome, value=value)


def op_close(request):
    return shown(known_channel(request).close())


def op_await(request):
    return known_ticket(request).answer()


def op_cancel(request):
    """Only a ticket that still waits is forgotten: any other one has a result that can be asked for."""
    cancelled = known_ticket(request).cancel()
    if cancelled:
        del bound[request["ticket"]]
    return {"cancelled": cancelled}


def op_length(request):
    return {"length": len(known_channel(request).values)}


def op_waiting(request):
    channel = known_channel(request)
    return {"senders": len(channel.senders), "receivers": len(channel.receivers)}


def op_select(request):
    forms = [case_form(r.an_object(each)) for each in r.array(request, "cases")]
    r.demand(1 <= len(forms) <= CASES_MOST, f"cases are not 1 to {CASES_MOST}")
    has_default = r.optional(request, "default", r.truth, False)
    into = r.optional(request, "into", handle) if has_default else handle(request, "into")
    select = Select([Case(known(channel, Channel), sends, value) for channel, sends, value in forms])
    return attempted(select) if has_default else begun(select, into)


def case_form(case):
    """The members of a case: the handle of its channel, whether it sends, and what."""
    name = r.text(case, "op")
    r.demand(name in ("send", "receive"), f"a case does not {name}")
    sends = name == "send"
    return handle(case, "channel"), sends, number(case) if sends else None


def attempted(select):
    """The answer to a select with a default, which does not wait."""
    select.perform()
    if select.result is None:
        raise r.Refusal(outcome=EMPTY)
    return select.answer()
