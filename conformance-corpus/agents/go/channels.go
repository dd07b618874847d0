package main

import (
	"runtime"
	"sync/atomic"
)

// The operations on one channel of Go; select.go has the one on several. Workloads and tickets use them. This layer is thin, so that a
// result is evidence about Go's own channels. The functions are variables because a wrong agent replaces some of them (wrong.go).

type channel struct {
	values chan int64
	done   chan struct{} // of the workload or of a ticket; closed to release the goroutines that wait
	closed *atomic.Bool  // set after values is closed: whoever reads true can rely on the close
	memory any           // what a wrong agent remembers about the channel (wrong.go)
}

type result struct {
	Outcome string `json:"outcome"`
	Case    *int   `json:"case,omitempty"` // of a select
	Value   *int64 `json:"value,omitempty"`
}

// released is the result of an operation that waited until its workload ended or its ticket was cancelled. No answer contains it.
var released = result{Outcome: "released"}

func outcome(name string) result { return result{Outcome: name} }

func (r result) ofCase(index int) result {
	r.Case = &index
	return r
}

func received(value int64, open bool) result {
	if !open {
		return outcome("closed")
	}
	return result{Outcome: "ok", Value: &value}
}

type action struct {
	takesArgument bool
	perform       func(c *channel, argument int64) result
}

// The closures look the functions up when they are called, so a replacement takes effect.
var actions = map[string]action{
	"send":        {true, func(c *channel, argument int64) result { return send(c, argument) }},
	"receive":     {false, func(c *channel, _ int64) result { return receive(c) }},
	"try-send":    {true, func(c *channel, argument int64) result { return trySend(c, argument) }},
	"try-receive": {false, func(c *channel, _ int64) result { return tryReceive(c) }},
	"close":       {false, func(c *channel, _ int64) result { return closeChannel(c) }},
}

var newChannel = func(capacity int64, done chan struct{}) *channel {
	return &channel{values: make(chan int64, capacity), done: done, closed: new(atomic.Bool)}
}

// newNothing returns a channel on which no operation is ever possible.
func newNothing(done chan struct{}) *channel { return &channel{done: done, closed: new(atomic.Bool)} }

// until returns the same channel for one operation, which ends when done is closed.
func (c *channel) until(done chan struct{}) *channel {
	same := *c
	same.done = done
	return &same
}

var send = func(c *channel, value int64) (sent result) {
	defer closedIfPanicked(&sent)
	select {
	case c.values <- value:
		return outcome("ok")
	case <-c.done:
		return released
	}
}

var receive = func(c *channel) result {
	select {
	case value, open := <-c.values:
		return received(value, open)
	case <-c.done:
		return released
	}
}

var trySend = func(c *channel, value int64) (sent result) {
	defer closedIfPanicked(&sent)
	select {
	case c.values <- value:
		return outcome("ok")
	default:
		return outcome("full")
	}
}

var tryReceive = func(c *channel) result {
	select {
	case value, open := <-c.values:
		return received(value, open)
	default:
		return outcome("empty")
	}
}

var closeChannel = func(c *channel) (closed result) {
	defer closedIfPanicked(&closed)
	close(c.values)
	c.closed.Store(true)
	return outcome("ok")
}

// closedIfPanicked turns Go's panic of a send to a closed channel, or of a second close, into the outcome of the
// protocol. Go has no other way to learn that a channel is closed without a receive. Other panics are faults of this agent.
func closedIfPanicked(given *result) {
	thrown := recover()
	if thrown == nil {
		return
	}
	err, isRuntime := thrown.(runtime.Error)
	if !isRuntime || (err.Error() != "send on closed channel" && err.Error() != "close of closed channel") {
		panic(thrown)
	}
	*given = outcome("closed")
}
