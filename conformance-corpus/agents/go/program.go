package main

// The threads of a request, read into the operations that each performs (CONF-24).

const (
	mostOperations = 8000
	mostThreads    = 8
)

// A run is an operation and how often it is performed in sequence. Programs stay runs until their size is known: a line
// has room for more operations than the memory.
type run struct {
	op    string
	count int64
}

func programsOf(threads []any) ([][]string, *answer) {
	programs := make([][]run, len(threads))
	total := int64(0)
	for index, thread := range threads {
		runs, refusal := runsOf(thread)
		if refusal != nil {
			return nil, refusal
		}
		programs[index] = runs
		total += size(runs)
	}
	if total > mostOperations {
		return nil, badRequest("too many operations")
	}
	expanded := make([][]string, len(programs))
	for index, runs := range programs {
		expanded[index] = expand(runs)
	}
	return expanded, nil
}

func runsOf(thread any) ([]run, *answer) {
	steps, isList := thread.([]any)
	if !isList {
		return nil, badRequest("a thread is no list")
	}
	var runs []run
	for _, step := range steps {
		more, refusal := runsOfStep(step)
		if refusal != nil {
			return nil, refusal
		}
		runs = append(runs, more...)
		// Checked after each step: many repetitions in one line would otherwise fill the memory.
		if size(runs) > mostOperations {
			return nil, badRequest("too many operations")
		}
	}
	return runs, nil
}

func runsOfStep(step any) ([]run, *answer) {
	holder, isObject := step.(object)
	if !isObject {
		return nil, badRequest("a step is no object")
	}
	if _, repeats := holder["repeat"]; repeats {
		return repetition(holder)
	}
	one, refusal := runOf(holder)
	return []run{one}, refusal
}

func repetition(holder object) ([]run, *answer) {
	times, refusal := within(holder, "repeat", 0, mostOperations)
	if refusal != nil {
		return nil, refusal
	}
	steps, refusal := array(holder, "do")
	if refusal != nil {
		return nil, refusal
	}
	var inner []run
	for _, step := range steps {
		inside, isObject := step.(object)
		if !isObject {
			return nil, badRequest("a step is no object")
		}
		one, refusal := runOf(inside)
		if refusal != nil {
			return nil, refusal
		}
		if one.count > 0 {
			inner = append(inner, one)
		}
	}
	if times*size(inner) > mostOperations {
		return nil, badRequest("too many operations")
	}
	var runs []run
	for ; times > 0; times-- {
		runs = append(runs, inner...)
	}
	return runs, nil
}

func runOf(holder object) (run, *answer) {
	op, refusal := text(holder, "op")
	if refusal != nil {
		return run{}, refusal
	}
	if _, known := actions[op]; !known {
		return run{}, badRequest("a channel has no operation %s", op)
	}
	count, refusal := optionalWithin(holder, "count", 0, mostOperations, 1)
	return run{op, count}, refusal
}

func size(runs []run) int64 {
	total := int64(0)
	for _, each := range runs {
		total += each.count
	}
	return total
}

func expand(runs []run) []string {
	steps := make([]string, 0, size(runs))
	for _, each := range runs {
		for n := int64(0); n < each.count; n++ {
			steps = append(steps, each.op)
		}
	}
	return steps
}
