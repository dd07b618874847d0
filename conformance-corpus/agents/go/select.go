package main

import (
	"math/rand"
	"reflect"
	"runtime"
)

// Select by reflect.Select: the number of cases is known only when the request is read.

// A branch is a case of a select. A branch on a channel whose chan is nil is never possible; wrong agents use this.
type branch struct {
	sends bool
	on    *channel
	value int64 // that it offers if it sends
}

// A selector performs one of its branches. With orElse it does not wait.
type selector = func(branches []branch, orElse bool) result

// choose is a variable because a wrong agent replaces it (wrong_select.go).
var choose selector = func(branches []branch, orElse bool) result {
	given := chosen(branches, orElse)
	if given.Outcome == "closed" && given.Case == nil {
		return given.ofCase(closedSend(branches))
	}
	return given
}

// chosen gives no case if Go panics because the branch that it chose sends to a closed channel.
func chosen(branches []branch, orElse bool) (given result) {
	defer closedIfPanicked(&given)
	index, gotten, open := reflect.Select(goCases(branches, orElse))
	switch {
	case index == len(branches) && orElse:
		return outcome("empty")
	case index == len(branches):
		return released
	case branches[index].sends:
		return outcome("ok").ofCase(index)
	}
	return received(gotten.Int(), open).ofCase(index)
}

// goCases are the branches in their order, and after them the default, or the case that ends the wait after the snapshot.
func goCases(branches []branch, orElse bool) []reflect.SelectCase {
	cases := make([]reflect.SelectCase, 0, len(branches)+1)
	for _, each := range branches {
		values := reflect.ValueOf(each.on.values)
		if each.sends {
			cases = append(cases, reflect.SelectCase{Dir: reflect.SelectSend, Chan: values, Send: reflect.ValueOf(each.value)})
		} else {
			cases = append(cases, reflect.SelectCase{Dir: reflect.SelectRecv, Chan: values})
		}
	}
	if orElse {
		return append(cases, reflect.SelectCase{Dir: reflect.SelectDefault})
	}
	return append(cases, reflect.SelectCase{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(branches[0].on.done)})
}

// closedSend returns the case of a select that panicked. The panic does not tell the case, and the select had no other
// effect, so each send case on a closed channel is a right answer. One of them is drawn, because each has the same chance.
// Trying the cases one by one instead would favour a send case that is possible on an open channel.
//
// The panic can be seen before closeChannel has set the flag of the channel; the flag is then set very soon. A flag set
// before the close would need no loop, but could name a channel that is still open: a later send to it would succeed.
func closedSend(branches []branch) int {
	for {
		var closed []int
		for index, each := range branches {
			if each.sends && each.on.closed.Load() {
				closed = append(closed, index)
			}
		}
		if len(closed) > 0 {
			return closed[rand.Intn(len(closed))]
		}
		runtime.Gosched()
	}
}
