package main

import (
	"sync"
	"sync/atomic"
	"time"
)

// An entry of a history. Result and end are absent while the operation is under way.
type entry struct {
	Thread   int     `json:"thread"`
	Op       string  `json:"op"`
	Argument *int64  `json:"argument,omitempty"`
	Result   *result `json:"result,omitempty"`
	Start    int64   `json:"start"`
	End      *int64  `json:"end,omitempty"`
}

// A clock counts the nanoseconds since the start of a workload. time.Since uses the monotonic clock.
type clock struct{ origin time.Time }

func (c clock) now() int64 { return time.Since(c.origin).Nanoseconds() }

// A record is the history of one thread. Only its thread writes to it, and the snapshot reads it under the same lock.
type record struct {
	clock     clock
	completed *atomic.Int64 // by all threads of the workload, to notice that none makes progress

	mutex   sync.Mutex
	entries []entry
	frozen  bool
}

// begin writes down an operation before it is performed, and answers false if the workload is over.
func (r *record) begin(of entry) bool {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if r.frozen {
		return false
	}
	r.entries = append(r.entries, of)
	r.entries[len(r.entries)-1].Start = r.clock.now() // the last statement before the operation
	return true
}

// complete adds the result of the operation that was begun last, unless the snapshot was taken before.
func (r *record) complete(given result, end int64) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if r.frozen {
		return
	}
	last := &r.entries[len(r.entries)-1]
	last.Result, last.End = &given, &end
	r.completed.Add(1)
}

// snapshot freezes all records and joins them. No result of a later time enters: a frozen thread begins no operation,
// so an operation of a thread that is frozen later sees at most the effect of an operation that is in the history.
func snapshot(records []*record) []entry {
	all := []entry{}
	for _, each := range records {
		each.mutex.Lock()
		each.frozen = true
		all = append(all, each.entries...)
		each.mutex.Unlock()
	}
	return all
}
