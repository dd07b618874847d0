package main

import (
	"bytes"
	"runtime"
	"sync/atomic"
	"time"
)

// Tickets: operations on channels that are answered before they have ended (CHAN-26, SEL-14). An operation that waits has a goroutine
// of its own. All else happens in the main goroutine, and only while no other one runs, so handles and tickets need no lock.

type ticket struct {
	done  chan struct{} // closed to end the wait
	given result        // can be read when ended is true
	ended atomic.Bool
}

// unfinished are the tickets that waited when the last request was answered, and that of the present request. A ticket whose
// handle was given to another object is still among them.
var unfinished []*ticket

func start(perform func(done chan struct{}) result) *ticket {
	t := &ticket{done: make(chan struct{})}
	unfinished = append(unfinished, t)
	go t.run(perform)
	return t
}

// run is found by its name in the stacks of the goroutines.
func (t *ticket) run(perform func(done chan struct{}) result) {
	t.given = perform(t.done)
	t.ended.Store(true)
}

// settle returns when each operation has ended or is blocked until a further request. Every request that may start a
// goroutine or wake one up ends with it.
//
// The check is exact: the runtime makes a goroutine runnable before the operation that wakes it up returns, and
// runtime.Stack stops all goroutines. If as many are blocked as are unfinished, then none is left that could wake one.
func settle() {
	for attempt := 0; ; attempt++ {
		forgetEnded()
		if len(unfinished) == 0 || blocked() == len(unfinished) {
			return
		}
		letRun(attempt)
	}
}

func forgetEnded() {
	left := unfinished[:0]
	for _, t := range unfinished {
		if !t.ended.Load() {
			left = append(left, t)
		}
	}
	for index := len(left); index < len(unfinished); index++ {
		unfinished[index] = nil // the array must not keep a ticket alive
	}
	unfinished = left
}

// letRun gives the processor to the goroutines that run. They need microseconds, unless other processes keep the machine busy.
func letRun(attempt int) {
	const turns = 50
	if attempt < turns {
		runtime.Gosched()
		return
	}
	time.Sleep(100 * time.Microsecond)
}

var stacks = make([]byte, 64*1024)

// blocked counts the goroutines of tickets that wait for a channel.
func blocked() int {
	size := runtime.Stack(stacks, true)
	for size == len(stacks) { // the text was cut off
		stacks = make([]byte, 2*len(stacks))
		size = runtime.Stack(stacks, true)
	}
	count := 0
	for _, stack := range bytes.Split(stacks[:size], []byte("\n\n")) {
		if bytes.Contains(stack, []byte("main.(*ticket).run(")) && waitsForChannel(stack) {
			count++
		}
	}
	return count
}

// waitsForChannel reads the first line of a stack: goroutine 7 [chan receive, 2 minutes]. Other states, such as runnable or the
// wait for a mutex or the collector, end without a request.
func waitsForChannel(stack []byte) bool {
	_, state, _ := bytes.Cut(stack, []byte(" ["))
	for _, wait := range []string{"select", "chan receive", "chan send"} {
		if bytes.HasPrefix(state, []byte(wait)) {
			return true
		}
	}
	return false
}

// The two functions below are variables because a wrong agent replaces them (wrong_tickets.go).

// outcomeOf answers for the ticket with this handle.
var outcomeOf = func(_ string, t *ticket) result {
	if t.ended.Load() {
		return t.given
	}
	return outcome("pending")
}

// endWait tells whether the operation was ended while it waited. Its result decides, so it cannot be cancelled and performed.
var endWait = func(t *ticket) bool {
	if t.ended.Load() {
		return false
	}
	close(t.done)
	settle()
	return t.given == released
}

// forgetTickets ends all waits; otherwise the goroutines would stay for ever.
func forgetTickets() {
	for _, t := range unfinished {
		close(t.done)
	}
	settle()
}
