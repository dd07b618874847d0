package main

// The threads of a request, read into the operations that each performs (CONF-24).

const (
	mostOperations = 8000
	mostThreads    = 8
)

// A run is a step and how often it is performed in sequence. Programs stay runs until their size is known: a line
// has room for more operations than the memory. All repetitions share one step, so the cases of a select are stored once.
type run struct {
	*step
	count int64
}

func programsOf(threads []any, channels int64) ([][]*step, *answer) {
	programs := make([][]run, len(threads))
	total := int64(0)
	for index, thread := range threads {
		runs, refusal := runsOf(thread, channels)
		if refusal != nil {
			return nil, refusal
		}
		programs[index] = runs
		total += size(runs)
	}
	if total > mostOperations {
		return nil, badRequest("too many operations")
	}
	expanded := make([][]*step, len(programs))
	for index, runs := range programs {
		expanded[index] = expand(runs)
	}
	return expanded, nil
}

func runsOf(thread any, channels int64) ([]run, *answer) {
	steps, isList := thread.([]any)
	if !isList {
		return nil, badRequest("a thread is no list")
	}
	var runs []run
	for _, step := range steps {
		more, refusal := runsOfStep(step, channels)
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

func runsOfStep(step any, channels int64) ([]run, *answer) {
	holder, isObject := step.(object)
	if !isObject {
		return nil, badRequest("a step is no object")
	}
	if _, repeats := holder["repeat"]; repeats {
		return repetition(holder, channels)
	}
	one, refusal := runOf(holder, channels)
	return []run{one}, refusal
}

func repetition(holder object, channels int64) ([]run, *answer) {
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
		one, refusal := runOf(inside, channels)
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

func runOf(holder object, channels int64) (run, *answer) {
	one, refusal := stepOf(holder, channels)
	if refusal != nil {
		return run{}, refusal
	}
	count, refusal := optionalWithin(holder, "count", 0, mostOperations, 1)
	return run{one, count}, refusal
}

func size(runs []run) int64 {
	total := int64(0)
	for _, each := range runs {
		total += each.count
	}
	return total
}

func expand(runs []run) []*step {
	steps := make([]*step, 0, size(runs))
	for _, each := range runs {
		for n := int64(0); n < each.count; n++ {
			steps = append(steps, each.step)
		}
	}
	return steps
}
