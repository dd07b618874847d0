@level:must @kind:scenario @requires:vm.run @requires:vm.text @requires:vm.tasks @requires:vm.constants @requires:vm.variables @requires:vm.calls @requires:vm.stack
Feature: Scheduling
  Many tasks share few workers. A task that waits leaves its worker to others, one that computes has to share it, and
  every task that can run does run.

  @SCHED-10 @requires:vm.timers @requires:vm.jumps @id:feat-sched-sleep
  Scenario: Tasks wake in the order of their deadlines
    Given the function long
      """
      sleep 240
      print "long"
      """
    And the function short
      """
      sleep 1
      print "short"
      """
    And the function medium
      """
      sleep 120
      print "medium"
      """
    And the function main
      """
      spawn long
      spawn short
      spawn medium
      """
    When the program runs
    Then it prints "short", "medium", "long"

  @SCHED-10 @SCHED-19 @requires:vm.timers @requires:vm.aggregates @requires:vm.jumps @requires:vm.arithmetic @requires:vm.comparison @id:feat-sched-sleepers
  Scenario: A thousand tasks sleep at the same time
    Given the function worker
      """
      sleep 50
      return 1
      """
    And the function main
      """
      print the sum of 1000 tasks worker
      """
    When the program runs
    Then it prints "1000"

  @SCHED-24 @requires:vm.parking @requires:vm.jumps @id:feat-sched-park
  Scenario: A parked task goes on after unpark
    Given the function worker
      """
      set begun
      park
      print "unparked"
      """
    And the function main
      """
      spawn worker
      wait for begun
      print "before"
      unpark worker
      join worker
      """
    When the program runs
    Then it prints "before", "unparked"

  @SCHED-24 @requires:vm.parking @requires:vm.jumps @requires:vm.arithmetic @requires:vm.comparison @requires:vm.deadlock @id:feat-sched-permit
  Scenario Outline: <count> unparks before park leave one permit
    Given the function main
      """
      I am self
      repeat <count> times
        unpark self
      end
      park
      print "the permit was there"
      park
      print "not reached"
      """
    When the program runs
    Then it prints "the permit was there"
    And the run panics with deadlock

    Examples:
      | count |
      | 1     |
      | 50    |

  @SCHED-24 @SCHED-11 @requires:vm.parking @requires:vm.timers @requires:vm.jumps @id:feat-sched-park-timed
  Scenario: An unpark during a sleep neither ends the sleep nor gets lost
    Given the function worker
      """
      set begun
      sleep 60
      print "slept"
      park
      print "unparked"
      """
    And the function main
      """
      spawn worker
      wait for begun
      unpark worker
      print "unpark called"
      join worker
      """
    When the program runs
    Then it prints "unpark called", "slept", "unparked"

  @SCHED-24 @requires:vm.parking @id:feat-sched-unpark-dead
  Scenario: A dead task cannot be unparked
    Given the function worker
      """
      return "its result"
      """
    And the function main
      """
      spawn worker
      join worker
      unpark worker
      print the result of worker
      """
    When the program runs
    Then it prints "its result"

  @SCHED-11 @SCHED-13 @requires:vm.parking @requires:vm.jumps @requires:vm.arithmetic @requires:vm.comparison @id:feat-sched-ping-pong
  Scenario: Two tasks wake each other 2,000 times
    Given the function ping
      """
      wait for ready
      repeat 2000 times
        unpark pong
        park
      end
      """
    And the function pong
      """
      wait for ready
      repeat 2000 times
        park
        unpark ping
      end
      """
    And the function main
      """
      spawn ping
      spawn pong
      set ready
      join ping
      join pong
      print "no wake-up was lost"
      """
    When the program runs
    Then it prints "no wake-up was lost"

  @SCHED-12 @requires:vm.parking @requires:vm.jumps @id:feat-sched-fair
  Scenario Outline: Two tasks that wake each other for ever do not keep out <whom>
    Given the function ping
      """
      wait for ready
      until done
        unpark pong
        park
      end
      unpark pong
      """
    And the function pong
      """
      wait for ready
      until done
        unpark ping
        park
      end
      unpark ping
      """
    And the function third
      """
      wait for ready
      <how>
      print "third"
      set done
      """
    And the function main
      """
      spawn third
      spawn ping
      spawn pong
      set ready
      join third
      join ping
      join pong
      """
    When the program runs
    Then it prints "third"

    Examples:
      | whom               | how   |
      | a task that yields | yield |

    @requires:vm.timers
    Examples:
      | whom    | how      |
      | a timer | sleep 30 |

    @requires:vm.workers @param:scheduler.threads=1
    Examples: on one worker
      | whom               | how   |
      | a task that yields | yield |

    @requires:vm.workers @requires:vm.timers @param:scheduler.threads=1
    Examples: on one worker
      | whom    | how      |
      | a timer | sleep 30 |

  @SCHED-17 @requires:vm.preemption @requires:vm.jumps @id:feat-sched-preemption
  Scenario Outline: Loops without calls share <workers> worker with a task that ends them
    Given the function spinner
      """
      spin until done
      """
    And the function ends
      """
      print "has its turn"
      set done
      """
    And the function main
      """
      spawn ends
      spawn spinner as first
      spawn spinner as second
      spawn spinner as third
      call spinner
      """
    When the program runs
    Then it prints "has its turn"
    And the run returns

    @requires:vm.workers @param:scheduler.threads=1
    Examples:
      | workers |
      | 1       |

    @requires:vm.workers @param:scheduler.threads=2
    Examples:
      | workers |
      | 2       |

  @SCHED-17 @requires:vm.preemption @requires:vm.timers @requires:vm.jumps @id:feat-sched-preemption-timer
  Scenario: A timer fires while every worker computes
    Given the function spinner
      """
      spin until done
      """
    And the function sleeper
      """
      sleep 30
      print "awake"
      set done
      """
    And the function main
      """
      spawn sleeper
      yield
      spawn spinner as first
      spawn spinner as second
      spawn spinner as third
      spin until done
      """
    When the program runs
    Then it prints "awake"

  @SCHED-17 @GC-31a @requires:vm.preemption @requires:vm.natives @requires:vm.aggregates @requires:vm.jumps @id:feat-sched-collection-loop
  Scenario: A loop without calls does not delay a collection
    Given the function spinner
      """
      hold a list of 1 and "a text in the heap"
      set begun
      spin until collected
      print the list
      """
    And the function main
      """
      spawn spinner
      wait for begun
      collect the heap
      print "collected"
      set collected
      """
    When the program runs
    Then it prints "collected" first and then the line [1, "a text in the heap"]
    And the run returns

  @SCHED-21 @requires:vm.deadlock @requires:vm.parking @requires:vm.jumps @id:feat-sched-deadlock-park
  Scenario: A park that no task can end is a deadlock
    Given the function worker
      """
      park
      """
    And the function main
      """
      spawn worker
      join worker
      """
    When the program runs
    Then the run panics with deadlock

  @SCHED-21 @requires:vm.deadlock @requires:vm.jumps @id:feat-sched-deadlock-cycle
  Scenario: Tasks that wait for each other's end are a deadlock
    Given the function left
      """
      wait for ready
      print "left waits"
      join right
      """
    And the function right
      """
      wait for ready
      print "right waits"
      join left
      """
    And the function main
      """
      spawn left
      spawn right
      set ready
      join left
      """
    When the program runs
    Then it prints "left waits", "right waits" in any order
    And the run panics with deadlock

  @SCHED-21 @requires:vm.deadlock @requires:vm.parking @requires:vm.jumps @requires:vm.unwinding @requires:vm.aggregates @id:feat-sched-deadlock-recovered
  Scenario: The main function recovers from a deadlock and resolves it
    Given the function worker
      """
      park
      print "unparked"
      """
    And the function main
      """
      spawn worker
      try
        join worker
      caught
        print the code
      end
      unpark worker
      join worker
      """
    When the program runs
    Then it prints "deadlock", "unparked"
    And the run returns

  @SCHED-21 @requires:vm.deadlock @requires:vm.timers @requires:vm.parking @requires:vm.jumps @id:feat-sched-no-deadlock
  Scenario: While a task sleeps there is no deadlock
    Given the function sleeper
      """
      sleep 40
      print "slept"
      unpark worker
      """
    And the function worker
      """
      park
      print "unparked"
      """
    And the function main
      """
      spawn worker
      spawn sleeper
      join worker
      """
    When the program runs
    Then it prints "slept", "unparked"
    And the run returns

  @SCHED-19 @requires:vm.workers @requires:vm.timers @requires:vm.parking @requires:vm.scopes @requires:vm.jumps @param:scheduler.threads=1 @id:feat-sched-one-worker
  Scenario: One worker is enough for every kind of wait
    Given the function sleeper
      """
      sleep 20
      print "slept"
      unpark parker
      """
    And the function parker
      """
      park
      print "unparked"
      """
    And the function joiner
      """
      join parker
      print "joined"
      set over
      """
    And the function yielder
      """
      wait for over
      print "yielded"
      """
    And the function main
      """
      open a scope
      spawn yielder
      spawn parker
      spawn joiner
      spawn sleeper
      close the scope
      print "closed"
      """
    When the program runs
    Then it prints "slept", "unparked", "joined", "yielded", "closed"

  @SCHED-03 @requires:vm.workers @requires:vm.scopes @param:scheduler.threads=1 @id:feat-sched-order
  Scenario: One worker continues with the task that was spawned last
    Given the function a
      """
      print "a"
      """
    And the function b
      """
      print "b"
      """
    And the function c
      """
      print "c"
      """
    And the function d
      """
      print "d"
      """
    And the function main
      """
      open a scope
      spawn a
      spawn b
      spawn c
      spawn d
      print "main"
      close the scope
      """
    When the program runs for at most 1000 instructions
    Then it prints "main", "d", "c", "b", "a"

  @SCHED-05 @requires:vm.workers @param:scheduler.threads=1 @id:feat-sched-search
  Scenario: A worker takes the tasks of its own queue before those of the global one
    Given the function a
      """
      print "a"
      """
    And the function b
      """
      print "b"
      yield
      print "b again"
      """
    And the function main
      """
      spawn a
      spawn b
      yield
      print "main"
      """
    When the program runs for at most 1000 instructions
    Then it prints "b", "a", "main", "b again"

  @SCHED-09 @requires:vm.task-states @requires:vm.jumps @id:feat-sched-state
  Scenario Outline: The state of a task that waits: <wait>
    Given the function endless
      """
      wait for over
      """
    And the function worker
      """
      set begun
      <wait>
      """
    And the function main
      """
      spawn endless
      spawn worker
      wait for begun
      <settle>
      print the state of worker
      set over
      <wake>
      join worker
      print the state of worker
      """
    When the program runs for at most 1000000 instructions
    Then it prints "<state>", "dead"

    Examples:
      | wait         | settle | wake | state        |
      | join endless | yield  |      | blocked join |

    @requires:vm.parking
    Examples:
      | wait | settle | wake          | state  |
      | park | yield  | unpark worker | parked |

    @requires:vm.timers
    Examples:
      | wait      | settle | wake | state         |
      | sleep 200 | yield  |      | blocked timer |

  @SCHED-02 @requires:vm.workers @id:feat-sched-workers
  Scenario Outline: scheduler.threads is the greatest number of workers: <count>
    Given the function main
      """
      print the number of workers
      """
    When the program runs
    Then it prints "<count>"

    @param:scheduler.threads=1
    Examples:
      | count |
      | 1     |

    @param:scheduler.threads=5
    Examples:
      | count |
      | 5     |
