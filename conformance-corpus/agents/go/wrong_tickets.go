package main

import (
	"sync"
	"sync/atomic"
)

// The wrong agents whose fault the operations with tickets show in every run (CHAN-26, SEL-14).

// Each receive that waits has a place, and a value goes to the newest place. The receive that gave its value away waits again.
func newestWaiterFirst() {
	places := withMemory[waiters]()
	receive = func(c *channel) result {
		own := places(c).add()
		for {
			select {
			case value, open := <-c.values:
				newest := places(c).take(own, open)
				if newest == own {
					return received(value, open)
				}
				newest <- value
			case value := <-own:
				return received(value, true)
			case <-c.done:
				places(c).take(own, false)
				return released
			}
		}
	}
}

type waiters struct {
	mutex  sync.Mutex
	places []chan int64
}

func (w *waiters) add() chan int64 {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	own := make(chan int64, 1) // a place can be given a value without a wait
	w.places = append(w.places, own)
	return own
}

// take removes the newest place, or the given one, and returns it.
func (w *waiters) take(own chan int64, newest bool) chan int64 {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	for index := len(w.places) - 1; index >= 0; index-- {
		if place := w.places[index]; newest || place == own {
			w.places = append(w.places[:index], w.places[index+1:]...)
			return place
		}
	}
	return own // it was given a value at the same time
}

// The receives that waited for a channel have one place for their value, so the newest value replaces the others.
func receivesShareAPlace() {
	place := withMemory[int64]()
	right := receive
	receive = func(c *channel) result {
		given := right(c)
		if given.Value != nil {
			*place(c) = *given.Value
			given.Value = place(c)
		}
		return given
	}
}

func awaitOnlyOnce() {
	right := outcomeOf
	outcomeOf = func(handle string, t *ticket) result {
		given := right(handle, t)
		if given.Outcome != "pending" {
			delete(handles, handle)
		}
		return given
	}
}

// The handle is forgotten, but the operation waits on, and can take a value or give one.
func cancelLeavesTheWait() {
	endWait = func(t *ticket) bool { return !t.ended.Load() }
}

func cancelAlwaysSucceeds() {
	right := endWait
	endWait = func(t *ticket) bool {
		right(t)
		return true
	}
}

// An attempt to send looks for room in the buffer first. A channel without a buffer never has any.
func attemptWithoutAMeeting() {
	right := trySend
	trySend = func(c *channel, value int64) result {
		if !c.closed.Load() && len(c.values) == cap(c.values) {
			return outcome("full")
		}
		return right(c, value)
	}
}

func closeAcceptsTheWaitingSend() {
	right := send
	send = func(c *channel, value int64) result {
		given := right(c, value)
		if given.Outcome == "closed" {
			return outcome("ok")
		}
		return given
	}
}

// The buffer is a ring that a send to a full buffer overwrites.
func fullDropsTheOldest() {
	right := send
	send = func(c *channel, value int64) result {
		if cap(c.values) == 0 {
			return right(c, value)
		}
		for {
			if given := trySend(c, value); given.Outcome != "full" {
				return given
			}
			tryReceive(c)
		}
	}
}

// The values of the sends that wait are counted as if they were in the buffer.
func lengthCountsTheWaiting() {
	waiting := withMemory[atomic.Int64]()
	right := send
	send = func(c *channel, value int64) result {
		waiting(c).Add(1)
		defer waiting(c).Add(-1)
		return right(c, value)
	}
	lengthOf = func(c *channel) int { return len(c.values) + int(waiting(c).Load()) }
}

// The index is that in a list in which the cases that receive come before those that send.
func selectCountsReceivesFirst() {
	changeSelects(func(right selector) selector {
		return func(branches []branch, orElse bool) result {
			given := right(branches, orElse)
			if given.Case == nil {
				return given
			}
			return given.ofCase(placeAmongGrouped(branches, *given.Case))
		}
	})
}

func placeAmongGrouped(branches []branch, chosen int) int {
	place := 0
	for index, each := range branches {
		alike := each.sends == branches[chosen].sends
		if (alike && index < chosen) || (!alike && !each.sends) {
			place++
		}
	}
	return place
}

// After a select that waited, the receive cases that were not performed still match: each takes a value of an attempt to send.
func selectLeavesItsCases() {
	left := withMemory[atomic.Int64]()
	changeSelects(func(right selector) selector {
		return func(branches []branch, orElse bool) result {
			given := right(branches, orElse)
			if orElse || given.Case == nil {
				return given
			}
			for index, each := range branches {
				if !each.sends && index != *given.Case {
					left(each.on).Add(1)
				}
			}
			return given
		}
	})
	right := trySend
	trySend = func(c *channel, value int64) result {
		if !c.closed.Load() && left(c).Load() > 0 {
			left(c).Add(-1)
			return outcome("ok")
		}
		return right(c, value)
	}
}
