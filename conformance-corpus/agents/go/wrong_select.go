package main

import (
	"runtime"
	"sync/atomic"
)

// The wrong agents whose fault is in select.

func changeSelects(change func(right selector) selector) { choose = change(choose) }

// without returns the branches in their places; those that match can no longer be performed. Go never performs a case
// on a nil chan.
func without(branches []branch, matches func(index int, each branch) bool) []branch {
	left := make([]branch, len(branches))
	for index, each := range branches {
		if matches(index, each) {
			each.on = newNothing(each.on.done)
		}
		left[index] = each
	}
	return left
}

func selectPrefersTheFirst() {
	changeSelects(func(right selector) selector {
		return func(branches []branch, orElse bool) result {
			for index := range branches {
				if given := right(branches[index:index+1], true); given.Outcome != "empty" {
					return given.ofCase(index)
				}
			}
			return right(branches, orElse)
		}
	})
}

func selectSendNeverFires() {
	changeSelects(func(right selector) selector {
		return func(branches []branch, orElse bool) result {
			return right(without(branches, func(_ int, each branch) bool { return each.sends }), orElse)
		}
	})
}

// The fault begins with the first select that could have performed a case, so that a short history shows it.
func defaultAlthoughPossible() {
	const oneIn = 2
	var chances atomic.Int64
	changeSelects(func(right selector) selector {
		return func(branches []branch, orElse bool) result {
			if orElse && onePossible(branches) && chances.Add(1)%oneIn == 1 {
				return outcome("empty")
			}
			return right(branches, orElse)
		}
	})
}

// onePossible misses the cases that are possible because another goroutine waits.
func onePossible(branches []branch) bool {
	for _, each := range branches {
		filled, places := len(each.on.values), cap(each.on.values)
		if each.on.closed.Load() || (each.sends && filled < places) || (!each.sends && filled > 0) {
			return true
		}
	}
	return false
}

func selectTakesTwo() {
	changeSelects(func(right selector) selector {
		return func(branches []branch, orElse bool) result {
			given := right(branches, orElse)
			if given.Outcome == "ok" && !branches[*given.Case].sends {
				dropOne(branches, branches[*given.Case].on)
			}
			return given
		}
	})
}

// dropOne takes a value from a channel of the receive cases that is not the given one. It lets the senders run in between,
// because after one receive the other channels often have no value yet.
func dropOne(branches []branch, apartFrom *channel) {
	const attempts = 10
	for n := 0; n < attempts; n++ {
		for _, each := range branches {
			if !each.sends && each.on.values != apartFrom.values && tryReceive(each.on).Outcome == "ok" {
				return
			}
		}
		runtime.Gosched()
	}
}

func selectWaitsForTheFirstOnly() {
	changeSelects(func(right selector) selector {
		return func(branches []branch, orElse bool) result {
			if given := right(branches, true); orElse || given.Outcome != "empty" {
				return given
			}
			return right(without(branches, func(index int, _ branch) bool { return index > 0 }), false)
		}
	})
}

func selectSaysAnotherCase() {
	changeSelects(func(right selector) selector {
		return func(branches []branch, orElse bool) result {
			given := right(branches, orElse)
			if given.Case == nil {
				return given
			}
			return given.ofCase((*given.Case + 1) % len(branches))
		}
	})
}

// A close wakes Go's select. The variant then waits again, without the branches on the closed channel.
func selectIgnoresTheClose() {
	changeSelects(func(right selector) selector {
		return func(branches []branch, orElse bool) result {
			if given := right(branches, true); orElse || given.Outcome != "empty" {
				return given
			}
			for {
				given := right(branches, false)
				if given.Outcome != "closed" {
					return given
				}
				closed := branches[*given.Case].on
				branches = without(branches, func(_ int, each branch) bool { return each.on.values == closed.values })
			}
		}
	})
}
