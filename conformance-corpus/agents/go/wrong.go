package main

import (
	"runtime"
	"sort"
	"sync"
	"sync/atomic"
)

// Agents that are wrong in one place. Each variant replaces functions of channels.go, select.go, handles.go or tickets.go once,
// before the first request. The variants of select are in wrong_select.go, those of tickets in wrong_tickets.go.

var variants = map[string]func(){
	"sender-returns-early":       func() { changeCapacity(func(c int64) bool { return c == 0 }) },
	"one-more-than-the-capacity": func() { changeCapacity(func(c int64) bool { return c > 0 }) },
	"close-drops-the-buffer":     closeDropsTheBuffer,
	"stack-instead-of-queue":     stackInsteadOfQueue,
	"value-lost":                 valueLost,
	"value-twice":                valueTwice,
	"both-closes-succeed":        bothClosesSucceed,
	"send-to-closed-succeeds":    sendToClosedSucceeds,
	"full-with-room":             fullWithRoom,
	"empty-with-a-value":         emptyWithAValue,
	"wake-up-lost":               wakeUpLost,
	"closed-receiver-waits":      closedReceiverWaits,
	"receive-of-zero":            receiveOfZero,

	"select-prefers-the-first":        selectPrefersTheFirst,
	"select-send-never-fires":         selectSendNeverFires,
	"default-although-possible":       defaultAlthoughPossible,
	"select-takes-two":                selectTakesTwo,
	"select-waits-for-the-first-only": selectWaitsForTheFirstOnly,
	"select-says-another-case":        selectSaysAnotherCase,
	"select-ignores-the-close":        selectIgnoresTheClose,

	"ticket-newest-waiter-first":            newestWaiterFirst,
	"ticket-receives-share-a-place":         receivesShareAPlace,
	"ticket-await-only-once":                awaitOnlyOnce,
	"ticket-cancel-leaves-the-wait":         cancelLeavesTheWait,
	"ticket-cancel-always-succeeds":         cancelAlwaysSucceeds,
	"ticket-attempt-without-a-meeting":      attemptWithoutAMeeting,
	"ticket-close-accepts-the-waiting-send": closeAcceptsTheWaitingSend,
	"ticket-full-drops-the-oldest":          fullDropsTheOldest,
	"ticket-length-counts-the-waiting":      lengthCountsTheWaiting,
	"ticket-select-counts-receives-first":   selectCountsReceivesFirst,
	"ticket-select-leaves-its-cases":        selectLeavesItsCases,
}

func becomeWrong(name string) bool {
	become, known := variants[name]
	if known {
		become()
	}
	return known
}

func variantNames() []string {
	var names []string
	for name := range variants {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// withMemory gives each new channel a memory of its own, which is an M, and returns the function that finds it.
func withMemory[M any]() func(*channel) *M {
	right := newChannel
	newChannel = func(capacity int64, done chan struct{}) *channel {
		c := right(capacity, done)
		c.memory = new(M)
		return c
	}
	return func(c *channel) *M { return c.memory.(*M) }
}

type (
	sender   = func(*channel, int64) result
	receiver = func(*channel) result
)

func changeCapacity(applies func(capacity int64) bool) {
	right := newChannel
	newChannel = func(capacity int64, done chan struct{}) *channel {
		if applies(capacity) {
			capacity++
		}
		return right(capacity, done)
	}
}

func changeReceives(change func(right receiver) receiver) {
	receive, tryReceive = change(receive), change(tryReceive)
}

func changeSends(change func(right sender) sender) {
	send, trySend = change(send), change(trySend)
}

func closeDropsTheBuffer() {
	changeReceives(func(right receiver) receiver {
		return func(c *channel) result {
			if c.closed.Load() {
				return outcome("closed")
			}
			return right(c)
		}
	})
}

// The channel counts the places, so waiting, capacity and close stay right. The values are in a stack beside it.
func stackInsteadOfQueue() {
	values := withMemory[stack]()
	changeSends(func(right sender) sender {
		return func(c *channel, value int64) result {
			given := right(c, value)
			if given.Outcome == "ok" && cap(c.values) > 0 {
				values(c).push(value)
			}
			return given
		}
	})
	changeReceives(func(right receiver) receiver {
		return func(c *channel) result {
			given := right(c)
			if given.Outcome == "ok" && cap(c.values) > 0 {
				given.Value = values(c).awaitNewest()
			}
			return given
		}
	})
	changeSelects(func(right selector) selector { // otherwise a plain receive would wait for the value of a select
		return func(branches []branch, orElse bool) result {
			given := right(branches, orElse)
			if given.Outcome != "ok" {
				return given
			}
			switch performed := branches[*given.Case]; {
			case cap(performed.on.values) == 0:
			case performed.sends:
				values(performed.on).push(performed.value)
			default:
				given.Value = values(performed.on).awaitNewest()
			}
			return given
		}
	})
}

type stack struct {
	mutex  sync.Mutex
	values []int64
}

func (s *stack) push(value int64) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.values = append(s.values, value)
}

func (s *stack) newest() *int64 {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	last := len(s.values) - 1
	if last < 0 {
		return nil
	}
	value := s.values[last]
	s.values = s.values[:last]
	return &value
}

// awaitNewest waits for a sender that has its place in the channel, but has not stored its value yet.
func (s *stack) awaitNewest() *int64 {
	for {
		if value := s.newest(); value != nil {
			return value
		}
		runtime.Gosched()
	}
}

func valueLost() {
	const oneIn = 7
	sends := withMemory[atomic.Int64]()
	right := send
	send = func(c *channel, value int64) result {
		if cap(c.values) > 0 && sends(c).Add(1)%oneIn == 0 {
			return outcome("ok")
		}
		return right(c, value)
	}
}

func valueTwice() {
	const oneIn = 3
	type earlier struct {
		receives atomic.Int64
		last     atomic.Pointer[result]
	}
	memory := withMemory[earlier]()
	changeReceives(func(right receiver) receiver {
		return func(c *channel) result {
			before := memory(c)
			if again := before.last.Load(); again != nil && before.receives.Add(1)%oneIn == 0 {
				return *again
			}
			given := right(c)
			if given.Outcome == "ok" {
				before.last.Store(&given)
			}
			return given
		}
	})
}

func bothClosesSucceed() {
	right := closeChannel
	closeChannel = func(c *channel) result {
		right(c)
		return outcome("ok")
	}
}

func sendToClosedSucceeds() {
	changeSends(func(right sender) sender {
		return func(c *channel, value int64) result {
			given := right(c, value)
			if given.Outcome == "closed" {
				return outcome("ok")
			}
			return given
		}
	})
}

func fullWithRoom() {
	right := trySend
	trySend = func(c *channel, value int64) result {
		if cap(c.values)-len(c.values) == 1 {
			return outcome("full")
		}
		return right(c, value)
	}
}

func emptyWithAValue() {
	right := tryReceive
	tryReceive = func(c *channel) result {
		if len(c.values) == 1 {
			return outcome("empty")
		}
		return right(c)
	}
}

func wakeUpLost() {
	receive = func(c *channel) result {
		given := tryReceive(c)
		if given.Outcome == "empty" {
			<-c.done
			return released
		}
		return given
	}
}

func closedReceiverWaits() {
	right := receive
	receive = func(c *channel) result {
		if given := tryReceive(c); given.Outcome != "empty" {
			return given
		}
		given := right(c)
		if given.Outcome == "closed" {
			<-c.done
		}
		return given
	}
}

func receiveOfZero() {
	changeReceives(func(right receiver) receiver {
		return func(c *channel) result {
			given := right(c)
			if given.Outcome == "closed" {
				return received(0, true)
			}
			return given
		}
	})
}
