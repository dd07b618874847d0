// The loads of TaskLoad with goroutines: loads LOAD RUNS prints the time of each run in nanoseconds per operation, that of the
// processor and the elapsed one; loads parked COUNT prints the bytes of each parked goroutine.
package main

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"syscall"
	"time"
)

func yield() {
	done := make(chan bool)
	work := func() {
		for k := 0; k < 200000; k++ {
			runtime.Gosched()
		}
		done <- true
	}
	go work()
	go work()
	<-done
	<-done
}

// Goroutines have no park: each waits for a token in a channel of its own.
func unpark() {
	ping, pong, done := make(chan bool, 1), make(chan bool, 1), make(chan bool)
	go func() {
		for k := 0; k < 200000; k++ {
			<-ping
			pong <- true
		}
		done <- true
	}()
	for k := 0; k < 200000; k++ {
		ping <- true
		<-pong
	}
	<-done
}

func spawnJoin() {
	number := 0
	for k := 0; k < 1000000; k++ {
		result := make(chan int, 1)
		go func(n int) { result <- n + 1 }(number)
		number = <-result
	}
}

func fan() {
	results := make(chan int, 1000)
	for round := 0; round < 1000; round++ {
		for k := 0; k < 1000; k++ {
			go func(n int) { results <- n + 1 }(k)
		}
		for k := 0; k < 1000; k++ {
			<-results
		}
	}
}

func produce(values chan<- int, count int) {
	for k := 0; k < count; k++ {
		values <- k
	}
}

func receive(values <-chan int) {
	sum := 0
	for k := 0; k < 400000; k++ {
		sum += <-values
	}
}

func channel(capacity int) func() {
	return func() {
		values := make(chan int, capacity)
		go produce(values, 400000)
		receive(values)
	}
}

func readySelect() {
	never, values := make(chan int, 1), make(chan int, 1)
	sum := 0
	for k := 0; k < 400000; k++ {
		values <- k
		select {
		case value := <-never:
			sum += value
		case value := <-values:
			sum += value
		}
	}
}

func twoWaySelect() {
	first, second := make(chan int), make(chan int)
	go produce(first, 200000)
	go produce(second, 200000)
	sum := 0
	for k := 0; k < 400000; k++ {
		select {
		case value := <-first:
			sum += value
		case value := <-second:
			sum += value
		}
	}
}

func manyProducers() {
	values := make(chan int)
	for k := 0; k < 1000; k++ {
		go produce(values, 400)
	}
	receive(values)
}

func parked(count int) {
	resident := func() int {
		text, _ := os.ReadFile("/proc/self/statm")
		var size, pages int
		fmt.Sscan(string(text), &size, &pages)
		return pages * os.Getpagesize()
	}
	before := resident()
	never := make(chan bool)
	for k := 0; k < count; k++ {
		go func() { <-never }()
	}
	for k := 0; k < 3; k++ {
		runtime.Gosched()
	}
	runtime.GC()
	fmt.Printf("%d parked; bytes each: %d resident\n", count, (resident()-before)/count)
}

func processor() int64 {
	var usage syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return usage.Utime.Nano() + usage.Stime.Nano()
}

func main() {
	number, _ := strconv.Atoi(os.Args[2])
	if os.Args[1] == "parked" {
		parked(number)
		return
	}
	loads := map[string]func(){"yield": yield, "unpark": unpark, "spawn_join": spawnJoin, "fan": fan, "channel_0": channel(0),
		"channel_1": channel(1), "channel_10": channel(10), "channel_100": channel(100), "ready_select": readySelect,
		"two_way_select": twoWaySelect, "many_producers": manyProducers}
	load := loads[os.Args[1]]
	operations := int64(400000)
	if os.Args[1] == "spawn_join" || os.Args[1] == "fan" {
		operations = 1000000
	}
	for k := 0; k < number; k++ {
		started, before := time.Now(), processor()
		load()
		fmt.Printf("time %.1f %.1f\n", float64(processor()-before)/float64(operations),
			float64(time.Since(started).Nanoseconds())/float64(operations))
	}
}
