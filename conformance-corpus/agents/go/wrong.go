package main

import (
	"runtime"
	"sort"
	"sync"
	"sync/atomic"
)

// Agents that are wrong in one place. Each variant replaces functions of channels.go once, before the first request.
// What a variant has to remember about a channel is made anew with each channel: one workload runs at a time.

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

// withNewChannel adds an action that is performed for each new channel.
func withNewChannel(prepare func()) {
	right := newChannel
	newChannel = func(capacity int64) *channel {
		prepare()
		return right(capacity)
	}
}

type (
	sender   = func(*channel, int64) result
	receiver = func(*channel) result
)

func changeCapacity(applies func(capacity int64) bool) {
	right := newChannel
	newChannel = func(capacity int64) *channel {
		if applies(capacity) {
			capacity++
		}
		return right(capacity)
	}
}

func changeReceives(change func(right receiver) receiver) {
	receive, tryReceive = change(receive), change(tryReceive)
}

func changeSends(change func(right sender) sender) {
	send, trySend = change(send), change(trySend)
}

func closeDropsTheBuffer() {
	var dropped atomic.Bool
	withNewChannel(func() { dropped.Store(false) })
	rightClose := closeChannel
	closeChannel = func(c *channel) result {
		given := rightClose(c)
		dropped.Store(true)
		return given
	}
	changeReceives(func(right receiver) receiver {
		return func(c *channel) result {
			if dropped.Load() {
				return outcome("closed")
			}
			return right(c)
		}
	})
}

// The channel counts the places, so waiting, capacity and close stay right. The values are in a stack beside it.
func stackInsteadOfQueue() {
	var values stack
	withNewChannel(values.clear)
	changeSends(func(right sender) sender {
		return func(c *channel, value int64) result {
			given := right(c, value)
			if given.Outcome == "ok" && cap(c.values) > 0 {
				values.push(value)
			}
			return given
		}
	})
	changeReceives(func(right receiver) receiver {
		return func(c *channel) result {
			given := right(c)
			if given.Outcome == "ok" && cap(c.values) > 0 {
				given.Value = values.awaitNewest()
			}
			return given
		}
	})
}

type stack struct {
	mutex  sync.Mutex
	values []int64
}

func (s *stack) clear() { s.values = nil }

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
	var sends atomic.Int64
	withNewChannel(func() { sends.Store(0) })
	right := send
	send = func(c *channel, value int64) result {
		if cap(c.values) > 0 && sends.Add(1)%oneIn == 0 {
			return outcome("ok")
		}
		return right(c, value)
	}
}

func valueTwice() {
	const oneIn = 3
	var receives atomic.Int64
	var last atomic.Pointer[result]
	withNewChannel(func() { receives.Store(0); last.Store(nil) })
	changeReceives(func(right receiver) receiver {
		return func(c *channel) result {
			if again := last.Load(); again != nil && receives.Add(1)%oneIn == 0 {
				return *again
			}
			given := right(c)
			if given.Outcome == "ok" {
				last.Store(&given)
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
