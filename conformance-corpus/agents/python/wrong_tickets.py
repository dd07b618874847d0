"""Agents whose channels by handles violate the specification in one place each (see wrong.py): `agent.py --wrong NAME`."""

import random

import request as r
import session
import tickets
from wrong import variant


@variant("CHAN-14")
def ticket_newest_first():
    """The operation that began to wait last is served first."""

    def newest(channel, queue):
        ticket = queue[-1].ticket
        return random.choice([case for case in ticket.cases if case.queue() is queue])

    tickets.Channel.oldest = newest


@variant("SEL-07")
def ticket_cancelled_receiver_takes():
    """A receive that was cancelled stays in the queue and gets the next value."""
    cancelling_keeps(lambda ticket: not any(case.sends for case in ticket.cases))


@variant("SEL-07")
def ticket_cancelled_sender_delivers():
    """A send that was cancelled stays in the queue, and its value is received."""
    cancelling_keeps(lambda ticket: all(case.sends for case in ticket.cases))


def cancelling_keeps(kept):
    """Tickets of a kind stay in their queues when they are cancelled."""
    right = tickets.Ticket.cancel
    tickets.Ticket.cancel = lambda ticket: ticket.result is None if kept(ticket) else right(ticket)


@variant("SEL-07")
def ticket_cancel_withdraws_one_case():
    """A cancellation withdraws the first case of a select only."""

    def cancel(ticket):
        if ticket.result is not None:
            return False
        first, *ticket.cases = ticket.cases
        first.queue().remove(first)
        return True

    tickets.Ticket.cancel = cancel


@variant("SEL-07")
def ticket_cancel_moves_the_newest():
    """The operation that began to wait last takes the place of one that is cancelled."""

    def cancel(ticket):
        if ticket.result is not None:
            return False
        for case in ticket.cases:
            queue = case.queue()
            queue[queue.index(case)] = queue[-1]
            queue.pop()
        return True

    tickets.Ticket.cancel = cancel


@variant("CHAN-26")
def ticket_cancel_forgets_the_result():
    """A cancellation forgets the ticket of an operation that has ended, too."""
    right = session.OPERATIONS["channel.cancel"]

    def op_cancel(request):
        answer = right(request)
        tickets.bound.pop(request["ticket"], None)
        return answer

    session.OPERATIONS["channel.cancel"] = op_cancel


@variant("CHAN-26")
def ticket_awaited_once():
    """The first await that does not answer `pending` forgets the ticket."""

    def op_await(request):
        ticket = tickets.known_ticket(request)
        if ticket.result is not None:
            del tickets.bound[request["ticket"]]
        return ticket.answer()

    session.OPERATIONS["channel.await"] = op_await


@variant("CHAN-26")
def ticket_for_every_operation():
    """An operation that ended at once has a ticket, too."""
    right = tickets.begun

    def begun(ticket, into):
        tickets.bound[into] = ticket
        return right(ticket, into)

    tickets.begun = begun


@variant("CHAN-26")
def ticket_survives_the_reset():
    """A reset forgets the channels and keeps the tickets."""

    def forget():
        for name, channel in list(tickets.bound.items()):
            if isinstance(channel, tickets.Channel):
                del tickets.bound[name]

    tickets.forget = forget


@variant("CHAN-11")
def ticket_close_drops_values():
    """A close discards the values in the buffer."""
    right = tickets.Channel.close

    def close(channel):
        channel.values.clear()
        return right(channel)

    tickets.Channel.close = close


@variant("CHAN-10")
def ticket_close_wakes_one():
    """Of several operations that wait, a close ends the oldest only."""
    right = tickets.Channel.waiting
    tickets.Channel.waiting = lambda channel: right(channel)[:1]


@variant("CHAN-12")
def ticket_close_twice_succeeds():
    """Every close answers as the first one does."""
    right = tickets.Channel.close

    def close(channel):
        right(channel)
        return tickets.OK

    tickets.Channel.close = close


@variant("CHAN-11")
def ticket_closed_receive_leaves_values():
    """A receive on a closed channel does not look at the values that are left."""
    right = tickets.Channel.try_receive
    tickets.Channel.try_receive = lambda channel: (tickets.CLOSED, None) if channel.closed else right(channel)


@variant("CHAN-06")
def ticket_send_to_closed_succeeds():
    """A send that may wait answers `ok` on a closed channel; a try-send is right."""
    right = tickets.Case.perform

    def perform(case):
        outcome, received = right(case)
        is_single = not isinstance(case.ticket, tickets.Select)
        return (tickets.OK if case.sends and is_single else outcome), received

    tickets.Case.perform = perform


@variant("CHAN-10")
def ticket_closed_sender_succeeds():
    """A send that waits when the channel is closed ends as if its value had been received."""
    right = tickets.Ticket.decide

    def decide(ticket, case, outcome, received):
        right(ticket, case, tickets.OK if case.sends else outcome, received)

    tickets.Ticket.decide = decide


@variant("CHAN-05")
def ticket_result_lost_at_close():
    """An operation that has ended answers `closed` if its channel is closed before it is awaited."""

    def op_await(request):
        ticket = tickets.known_ticket(request)
        if ticket.result is not None and ticket.result[0].channel.closed:
            return ticket.shown(ticket.result[0], tickets.CLOSED, None)
        return ticket.answer()

    session.OPERATIONS["channel.await"] = op_await


@variant("CHAN-09")
def ticket_room_stays_free():
    """The value of a waiting send does not enter the buffer when a place becomes free."""
    tickets.Channel.refill = lambda channel: None


@variant("CHAN-02")
def ticket_try_send_needs_room():
    """A try-send that finds no room answers `full` although a receive waits."""
    right = session.OPERATIONS["channel.trySend"]

    def op_try_send(request):
        tickets.number(request)
        channel = tickets.known_channel(request)
        if channel.receivers and not channel.has_room():
            raise r.Refusal(outcome=tickets.FULL)
        return right(request)

    session.OPERATIONS["channel.trySend"] = op_try_send


@variant("CHAN-20")
def ticket_length_counts_senders():
    """The length of a channel includes the values of sends that wait."""

    def op_length(request):
        channel = tickets.known_channel(request)
        return {"length": len(channel.values) + len(channel.senders)}

    session.OPERATIONS["channel.length"] = op_length


@variant("CHAN-21")
def ticket_select_counts_once():
    """A select that waits for a channel with several cases counts as one task."""

    def op_waiting(request):
        channel = tickets.known_channel(request)
        queues = {"senders": channel.senders, "receivers": channel.receivers}
        return {name: len({case.ticket for case in queue}) for name, queue in queues.items()}

    session.OPERATIONS["channel.waiting"] = op_waiting


@variant("SEL-07")
def ticket_select_stays_registered():
    """A select that was decided stays in the queues of its other channels; the next partner of each meets it, to no effect."""

    def decide(ticket, case, outcome, received):
        for each in ticket.cases:
            if each.channel is case.channel and each in each.queue():
                each.queue().remove(each)
        if ticket.result is None:
            ticket.result = case, outcome, received

    tickets.Ticket.decide = decide


@variant("SEL-11")
def ticket_selects_never_meet():
    """A select does not see the case of another select that waits for the same channel without a buffer."""
    right = tickets.Case.is_possible

    def is_possible(case):
        channel = case.channel
        partners = channel.receivers if case.sends else channel.senders
        if channel.capacity == 0 and partners and isinstance(case.ticket, tickets.Select):
            return not isinstance(partners[0].ticket, tickets.Select)
        return right(case)

    tickets.Case.is_possible = is_possible


@variant("SEL-02")
def ticket_select_says_another_case():
    """A select tries its cases from one of the others than the first on, and answers how many it tried before."""
    right = tickets.Select.__init__

    def init(select, cases):
        start = random.randrange(1, len(cases)) if len(cases) > 1 else 0
        right(select, cases[start:] + cases[:start])

    tickets.Select.__init__ = init


@variant("SEL-01")
def ticket_select_sends_one_value():
    """All cases of a select send the value of the first that sends."""
    right = tickets.Select.__init__

    def init(select, cases):
        values = [case.value for case in cases if case.sends]
        for case in cases:
            case.value = values[0] if case.sends else None
        right(select, cases)

    tickets.Select.__init__ = init


@variant("SEL-09")
def ticket_select_ignores_close():
    """A close does not end the wait of a select."""
    right = tickets.Channel.release

    def release(channel, ticket):
        if not isinstance(ticket, tickets.Select):
            right(channel, ticket)

    tickets.Channel.release = release


@variant("SEL-14")
def ticket_select_closes_too_early():
    """A select that receives from a closed channel answers that it is closed although there was a value left."""
    right = tickets.Select.shown

    def shown(select, case, outcome, received):
        return {**right(select, case, outcome, received), "closed": case.channel.closed}

    tickets.Select.shown = shown
