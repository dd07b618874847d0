package main

import "regexp"

// The operations on channels by handles (CHAN-26, SEL-14). Each reads its whole request before it looks a handle up, and
// looks all handles up before it has an effect.

var handleForm = regexp.MustCompile(`^\$[A-Za-z0-9_.-]{1,64}$`)

// handles are the channels and the tickets of the session. A handle that is given again refers to the newer object.
var handles = map[string]any{}

// lengthOf is a variable because a wrong agent replaces it (wrong_tickets.go).
var lengthOf = func(c *channel) int { return len(c.values) }

func opReset(object) (any, *answer) {
	forgetTickets()
	handles = map[string]any{}
	return object{}, nil
}

func opNew(request object) (any, *answer) {
	into, wrongInto := handleIn(request, "into")
	capacity, wrongCapacity := optionalWithin(request, "capacity", 0, mostCapacity, 0)
	if refusal := first(wrongInto, wrongCapacity); refusal != nil {
		return nil, refusal
	}
	handles[into] = newChannel(capacity, nil) // each operation that waits brings its own channel done
	return object{}, nil
}

func opSend(request object) (any, *answer) {
	handle, wrongHandle := handleIn(request, "channel")
	value, wrongValue := within(request, "value", 0, integerLimit)
	into, wrongInto := handleIn(request, "into")
	c, refusal := found[*channel](handle, wrongHandle, wrongValue, wrongInto)
	if refusal != nil {
		return nil, refusal
	}
	return performed(into, trySend(c, value), "full", func(done chan struct{}) result { return send(c.until(done), value) })
}

func opReceive(request object) (any, *answer) {
	handle, wrongHandle := handleIn(request, "channel")
	into, wrongInto := handleIn(request, "into")
	c, refusal := found[*channel](handle, wrongHandle, wrongInto)
	if refusal != nil {
		return nil, refusal
	}
	return performed(into, tryReceive(c), "empty", func(done chan struct{}) result { return receive(c.until(done)) })
}

func opTrySend(request object) (any, *answer) {
	handle, wrongHandle := handleIn(request, "channel")
	value, wrongValue := within(request, "value", 0, integerLimit)
	c, refusal := found[*channel](handle, wrongHandle, wrongValue)
	if refusal != nil {
		return nil, refusal
	}
	return settled(trySend(c, value))
}

func opTryReceive(request object) (any, *answer) {
	c, refusal := objectIn[*channel](request, "channel")
	if refusal != nil {
		return nil, refusal
	}
	return settled(tryReceive(c))
}

func opClose(request object) (any, *answer) {
	c, refusal := objectIn[*channel](request, "channel")
	if refusal != nil {
		return nil, refusal
	}
	return settled(closeChannel(c))
}

func opLength(request object) (any, *answer) {
	c, refusal := objectIn[*channel](request, "channel")
	if refusal != nil {
		return nil, refusal
	}
	return map[string]int{"length": lengthOf(c)}, nil
}

func opAwait(request object) (any, *answer) {
	t, refusal := objectIn[*ticket](request, "ticket")
	if refusal != nil {
		return nil, refusal
	}
	return shown(outcomeOf(request["ticket"].(string), t))
}

func opCancelWait(request object) (any, *answer) {
	t, refusal := objectIn[*ticket](request, "ticket")
	if refusal != nil {
		return nil, refusal
	}
	cancelled := endWait(t)
	if cancelled {
		delete(handles, request["ticket"].(string))
	}
	return map[string]bool{"cancelled": cancelled}, nil
}

func opSelect(request object) (any, *answer) {
	given, wrongCases := casesIn(request)
	orElse, wrongDefault := optionalFlag(request, "default")
	into, wrongInto := "", (*answer)(nil)
	if _, present := request["into"]; present || !orElse {
		into, wrongInto = handleIn(request, "into")
	}
	if refusal := first(wrongCases, wrongDefault, wrongInto); refusal != nil {
		return nil, refusal
	}
	branches, refusal := branchesOf(given)
	if refusal != nil {
		return nil, refusal
	}
	attempt := choose(branches, true)
	if orElse {
		return settled(attempt)
	}
	return performed(into, attempt, "empty", func(done chan struct{}) result { return choose(until(branches, done), false) })
}

func branchesOf(given []any) ([]branch, *answer) {
	branches, names := make([]branch, len(given)), make([]string, len(given))
	for index, each := range given {
		var refusal *answer
		if branches[index], names[index], refusal = branchOf(each); refusal != nil {
			return nil, refusal
		}
	}
	for index, name := range names {
		var refusal *answer
		if branches[index].on, refusal = found[*channel](name); refusal != nil {
			return nil, refusal
		}
	}
	return branches, nil
}

// branchOf returns a branch without its channel, and the handle of the channel.
func branchOf(given any) (branch, string, *answer) {
	holder, isObject := given.(object)
	if !isObject {
		return branch{}, "", badRequest("a case is no object")
	}
	sends, wrongOp := sendsIn(holder)
	name, wrongName := handleIn(holder, "channel")
	value, wrongValue := int64(0), (*answer)(nil)
	if sends {
		value, wrongValue = within(holder, "value", 0, integerLimit)
	}
	return branch{sends: sends, value: value}, name, first(wrongOp, wrongName, wrongValue)
}

func until(branches []branch, done chan struct{}) []branch {
	same := make([]branch, len(branches))
	for index, each := range branches {
		same[index] = branch{each.sends, each.on.until(done), each.value}
	}
	return same
}

// performed answers the result of the attempt, or performs the operation that waits if the attempt was not possible.
// Without an attempt each operation would need a goroutine; nothing can happen between the two.
func performed(into string, attempt result, impossible string, waiting func(done chan struct{}) result) (any, *answer) {
	if attempt.Outcome != impossible {
		return settled(attempt)
	}
	t := start(waiting)
	settle()
	if !t.ended.Load() {
		handles[into] = t
		return shown(outcome("pending"))
	}
	return shown(t.given)
}

func settled(given result) (any, *answer) {
	settle()
	return shown(given)
}

func shown(given result) (any, *answer) {
	value := object{}
	if given.Value != nil {
		value["value"] = *given.Value
	}
	switch {
	case given.Case != nil:
		value["case"], value["closed"] = *given.Case, given.Outcome == "closed"
	case given.Outcome != "ok":
		return nil, &answer{Outcome: given.Outcome}
	}
	return value, nil
}

func handleIn(holder object, name string) (string, *answer) {
	handle, isText := holder[name].(string)
	if !isText || !handleForm.MatchString(handle) {
		return "", badRequest("%s is no handle", name)
	}
	return handle, nil
}

// found returns the object with a handle, unless a member of the request was refused before.
func found[T any](handle string, refusals ...*answer) (kept T, refusal *answer) {
	if refusal := first(refusals...); refusal != nil {
		return kept, refusal
	}
	kept, isOne := handles[handle].(T)
	if !isOne {
		unknown := fault("unknown-handle")
		return kept, &unknown
	}
	return kept, nil
}

func objectIn[T any](request object, name string) (T, *answer) {
	handle, refusal := handleIn(request, name)
	return found[T](handle, refusal)
}

func first(refusals ...*answer) *answer {
	for _, refusal := range refusals {
		if refusal != nil {
			return refusal
		}
	}
	return nil
}
