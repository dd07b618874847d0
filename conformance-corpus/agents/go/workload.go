package main

import (
	"math/rand"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// Workloads: several goroutines use the same channels, and the answer is the history of their operations (CONF-24).

const (
	mostCapacity      = 65535
	mostChannels      = 16
	argumentsOfThread = 1 << 20
	// One operation in so many lets another goroutine run before it.
	meetOneIn = 8
	// A workload without a completed operation for one second is over. The second is counted in slices, because
	// a pause of the whole process then counts as one slice, and not as a second in which the threads could run.
	slice       = 100 * time.Millisecond
	quietSlices = 10
)

func opRun(request object) (any, *answer) {
	if refusal := checkObject(request); refusal != nil {
		return nil, refusal
	}
	capacity, refusal := optionalWithin(request, "capacity", 0, mostCapacity, 0)
	if refusal != nil {
		return nil, refusal
	}
	channels, refusal := optionalWithin(request, "channels", 1, mostChannels, 1)
	if refusal != nil {
		return nil, refusal
	}
	threads, refusal := array(request, "threads")
	if refusal != nil {
		return nil, refusal
	}
	if len(threads) < 1 || len(threads) > mostThreads {
		return nil, badRequest("threads are not 1 to %d", mostThreads)
	}
	seed, refusal := optionalSeed(request)
	if refusal != nil {
		return nil, refusal
	}
	programs, refusal := programsOf(threads, channels)
	if refusal != nil {
		return nil, refusal
	}
	return map[string][]entry{"history": perform(programs, newChannels(channels, capacity), seed)}, nil
}

func checkObject(request object) *answer {
	kind, refusal := text(request, "object")
	switch {
	case refusal != nil:
		return refusal
	case kind == "deque":
		return unsupported("deque.workload")
	case kind != "channel":
		return badRequest("there are no workloads on a %s", kind)
	}
	return nil
}

// newChannels returns channels that share done: a select that waits for several of them is released by one case.
func newChannels(channels, capacity int64) []*channel {
	done := make(chan struct{})
	all := make([]*channel, channels)
	for index := range all {
		all[index] = newChannel(capacity, done)
	}
	return all
}

func perform(programs [][]*step, shared []*channel, seed int64) []entry {
	var completed, arrived atomic.Int64
	var workers sync.WaitGroup
	records := make([]*record, len(programs))
	from := clock{time.Now()}
	for index, steps := range programs {
		each := &record{clock: from, completed: &completed, entries: make([]entry, 0, len(steps))}
		records[index] = each
		chance := rand.New(rand.NewSource(seed + int64(index))) // a rand is not safe to share
		workers.Add(1)
		go func(index int, steps []*step) {
			defer workers.Done()
			meetAll(&arrived, len(programs))
			work(index, steps, shared, each, chance)
		}(index, steps)
	}
	awaitEnd(&workers, &completed)
	history := snapshot(records)
	close(shared[0].done)
	workers.Wait() // no goroutine of this workload runs during the next one
	return history
}

// meetAll returns when all goroutines of a workload have called it. They poll, because a blocked goroutine wakes up so late
// that a short program of another one would be over.
func meetAll(arrived *atomic.Int64, all int) {
	for arrived.Add(1); arrived.Load() < int64(all); {
		runtime.Gosched()
	}
}

func work(index int, steps []*step, shared []*channel, history *record, chance *rand.Rand) {
	argument := int64(index) * argumentsOfThread
	for _, step := range steps {
		if chance.Intn(meetOneIn) == 0 {
			runtime.Gosched()
		}
		next := entry{Thread: index, Op: step.op}
		given := argument
		if step.takesArgument() {
			next.Argument = &given
			argument++
		}
		if !history.begin(next) {
			return
		}
		result := step.perform(shared, given)
		history.complete(result, history.clock.now())
	}
}

// awaitEnd returns when all threads are at their ends, or when none has completed an operation for one second.
func awaitEnd(workers *sync.WaitGroup, completed *atomic.Int64) {
	finished := make(chan struct{})
	go func() {
		workers.Wait()
		close(finished)
	}()
	ticks := time.NewTicker(slice)
	defer ticks.Stop()
	before := completed.Load()
	for quiet := 0; quiet < quietSlices; {
		select {
		case <-finished:
			return
		case <-ticks.C:
		}
		if now := completed.Load(); now != before {
			before, quiet = now, 0
		} else {
			quiet++
		}
	}
}
