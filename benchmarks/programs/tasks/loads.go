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
	load := map[string]func(){"yield": yield, "unpark": unpark, "spawn_join": spawnJoin, "fan": fan}[os.Args[1]]
	operations := map[string]int64{"yield": 400000, "unpark": 400000, "spawn_join": 1000000, "fan": 1000000}[os.Args[1]]
	for k := 0; k < number; k++ {
		started, before := time.Now(), processor()
		load()
		fmt.Printf("time %.1f %.1f\n", float64(processor()-before)/float64(operations),
			float64(time.Since(started).Nanoseconds())/float64(operations))
	}
}
