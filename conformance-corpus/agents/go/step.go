package main

// A step of a thread: an operation on one channel, or a select.

const mostCases = 16

type step struct {
	op      string
	channel int64        // the index of the channel; not used by a select
	cases   []selectCase // of a select
	orElse  bool         // a select that has a default
}

type selectCase struct {
	sends   bool
	channel int64
}

func stepOf(holder object, channels int64) (*step, *answer) {
	op, refusal := text(holder, "op")
	if refusal != nil {
		return nil, refusal
	}
	if op == "select" {
		return selectOf(holder, channels)
	}
	if _, known := actions[op]; !known {
		return nil, badRequest("a channel has no operation %s", op)
	}
	channel, refusal := channelOf(holder, channels)
	return &step{op: op, channel: channel}, refusal
}

func channelOf(holder object, channels int64) (int64, *answer) {
	return optionalWithin(holder, "channel", 0, channels-1, 0)
}

func selectOf(holder object, channels int64) (*step, *answer) {
	given, refusal := casesIn(holder)
	if refusal != nil {
		return nil, refusal
	}
	orElse, refusal := optionalFlag(holder, "default")
	if refusal != nil {
		return nil, refusal
	}
	cases := make([]selectCase, len(given))
	for index, each := range given {
		if cases[index], refusal = caseOf(each, channels); refusal != nil {
			return nil, refusal
		}
	}
	return &step{op: "select", cases: cases, orElse: orElse}, nil
}

func casesIn(holder object) ([]any, *answer) {
	cases, refusal := array(holder, "cases")
	if refusal != nil {
		return nil, refusal
	}
	if len(cases) < 1 || len(cases) > mostCases {
		return nil, badRequest("cases are not 1 to %d", mostCases)
	}
	return cases, nil
}

func caseOf(given any, channels int64) (selectCase, *answer) {
	holder, isObject := given.(object)
	if !isObject {
		return selectCase{}, badRequest("a case is no object")
	}
	sends, refusal := sendsIn(holder)
	if refusal != nil {
		return selectCase{}, refusal
	}
	channel, refusal := channelOf(holder, channels)
	return selectCase{sends: sends, channel: channel}, refusal
}

// sendsIn tells whether a case sends.
func sendsIn(holder object) (bool, *answer) {
	op, refusal := text(holder, "op")
	if refusal != nil {
		return false, refusal
	}
	if op != "send" && op != "receive" {
		return false, badRequest("a select has no case %s", op)
	}
	return op == "send", nil
}

// takesArgument tells whether the step is given a number. All send cases of a select offer the same one.
func (s *step) takesArgument() bool {
	for _, each := range s.cases {
		if each.sends {
			return true
		}
	}
	return actions[s.op].takesArgument
}

func (s *step) perform(channels []*channel, argument int64) result {
	if s.op != "select" {
		return actions[s.op].perform(channels[s.channel], argument)
	}
	branches := make([]branch, len(s.cases))
	for index, each := range s.cases {
		branches[index] = branch{each.sends, channels[each.channel], argument}
	}
	return choose(branches, s.orElse)
}
