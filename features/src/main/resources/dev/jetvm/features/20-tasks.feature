@level:must @kind:scenario @requires:vm.run @requires:vm.text @requires:vm.tasks @requires:vm.constants @requires:vm.variables @requires:vm.calls @requires:vm.stack
Feature: Tasks
  A task is a call that runs beside its caller. It has a stack of its own, may wait at any place, and keeps its result
  until no task can ask for it any more.

  @ISA-50 @ISA-51 @id:feat-task-spawn
  Scenario: A task runs and has a result
    Given the function worker
      """
      print "the task runs"
      return "its result"
      """
    And the function main
      """
      spawn worker
      print the result of worker
      """
    When the program runs
    Then it prints "the task runs", "its result"
    And the run returns

  @TASK-13 @id:feat-task-result
  Scenario: The result of a dead task can be asked for as often as needed
    Given the function worker
      """
      return "once made"
      """
    And the function other
      """
      print the result of worker
      """
    And the function main
      """
      spawn worker
      join worker
      print the result of worker
      spawn other
      join other
      print the result of worker
      """
    When the program runs
    Then it prints "once made", "once made", "once made"

  @SCHED-01 @SCHED-13 @requires:vm.aggregates @requires:vm.jumps @requires:vm.arithmetic @requires:vm.comparison @id:feat-task-many
  Scenario Outline: Each of <count> tasks runs once
    Given the function worker
      """
      yield
      return 3
      """
    And the function main
      """
      print the sum of <count> tasks worker
      """
    When the program runs
    Then it prints "<sum>"

    Examples:
      | count | sum   |
      | 1     | 3     |
      | 64    | 192   |
      | 1000  | 3000  |
      | 1200  | 3600  |

    @requires:vm.workers @param:scheduler.threads=1
    Examples: on one worker
      | count | sum   |
      | 2     | 6     |
      | 1200  | 3600  |

  @ISA-51 @requires:vm.unwinding @requires:vm.aggregates @requires:vm.arithmetic @requires:vm.jumps @id:feat-task-panic
  Scenario Outline: JOIN raises the panic of the task: <code>
    Given the function worker
      """
      <statement>
      """
    And the function main
      """
      spawn worker
      try
        join worker
        print "not reached"
      caught
        print the code
      end
      print "and on"
      """
    When the program runs
    Then it prints "<code>", "and on"
    And the run returns

    Examples:
      | statement           | code             |
      | panic "lost the way" | user             |
      | divide by zero      | division-by-zero |
      | recurse without end | stack-overflow   |

  @SCHED-15b @requires:vm.arithmetic @id:feat-task-unjoined
  Scenario: A panic that no task asks for ends the run, after the others have ended
    Given the function bad
      """
      divide by zero
      """
    And the function good
      """
      yield
      yield
      yield
      print "good ends"
      """
    And the function main
      """
      spawn bad
      spawn good
      print "main ends"
      """
    When the program runs
    Then it prints "good ends", "main ends" in any order
    And the run panics with division-by-zero

  @SCHED-15b @requires:vm.unwinding @requires:vm.aggregates @requires:vm.jumps @id:feat-task-independent
  Scenario: Tasks outside of scopes do not share their failures
    Given the function bad
      """
      panic "mine alone"
      """
    And the function good
      """
      wait for known
      return "unharmed"
      """
    And the function main
      """
      spawn good
      spawn bad
      try
        join bad
      caught
        print the code
      end
      set known
      print the result of good
      """
    When the program runs
    Then it prints "user", "unharmed"
    And the run returns

  @TASK-01 @requires:vm.jumps @requires:vm.arithmetic @requires:vm.comparison @id:feat-task-depth
  Scenario Outline: A task waits inside <depth> calls
    Given the function worker
      """
      recurse <depth> calls
      """
    And the function main
      """
      spawn worker as first
      spawn worker as second
      yield
      join first
      join second
      """
    When the program runs
    Then it prints "<depth>", "<depth>"

    Examples:
      | depth |
      | 1     |
      | 100   |

  @TASK-03 @requires:vm.jumps @requires:vm.arithmetic @requires:vm.comparison @id:feat-task-turns
  Scenario: Variables are intact after 10,000 turns
    Given the function left
      """
      repeat 5000 times
        yield
      end
      return "left has counted"
      """
    And the function right
      """
      repeat 5000 times
        yield
      end
      return "right has counted"
      """
    And the function main
      """
      spawn left
      spawn right
      print the result of left
      print the result of right
      """
    When the program runs
    Then it prints "left has counted", "right has counted"

  @TASK-10 @requires:vm.jumps @requires:vm.arithmetic @requires:vm.comparison @param:gc.stress= @id:feat-task-recursion
  Scenario: One of many tasks recurses deeply
    Given the function shallow
      """
      repeat 200 times
        yield
      end
      return "shallow"
      """
    And the function deep
      """
      recurse 15000 calls
      return "deep"
      """
    And the function main
      """
      spawn shallow as first
      spawn deep
      spawn shallow as last
      print the result of first
      print the result of deep
      print the result of last
      """
    When the program runs
    Then it prints "shallow" before "deep"
    And it prints "15000" before "deep"
    And the run returns

  @TASK-10 @requires:vm.unwinding @requires:vm.aggregates @requires:vm.jumps @requires:vm.arithmetic @requires:vm.comparison @param:gc.stress= @id:feat-task-overflow
  Scenario: A stack overflow concerns the task that recurses
    Given the function endless
      """
      try
        recurse without end
      caught
        print the code
      end
      return "recovered"
      """
    And the function other
      """
      recurse 150 calls
      """
    And the function main
      """
      spawn endless as one
      print the result of one
      spawn other
      join other
      """
    When the program runs
    Then it prints "stack-overflow", "recovered", "150"

  @TASK-07 @requires:vm.closures @requires:vm.jumps @requires:vm.arithmetic @requires:vm.comparison @param:gc.stress= @id:feat-task-captured
  Scenario Outline: A captured variable is the same one when the stack has grown by <depth> calls
    Given the function worker
      """
      print a captured variable that is set <depth> calls deeper
      """
    And the function main
      """
      spawn worker as first
      spawn worker as second
      join first
      join second
      """
    When the program runs
    Then it prints "2", "2"

    Examples:
      | depth |
      | 10    |
      | 1000  |
      | 20000 |

  @GC-31a @requires:vm.natives @requires:vm.aggregates @requires:vm.jumps @id:feat-task-collection
  Scenario Outline: What a task holds survives collections of the <what> while it waits: <wait>
    Given the function holder
      """
      hold a list of 7 and "a text in the heap"
      set holding
      <wait>
      print the list
      """
    And the function second
      """
      wait for collected
      """
    And the function main
      """
      spawn second
      spawn holder
      wait for holding
      yield
      collect the <what>
      collect the <what>
      set collected
      <wake>
      join holder
      """
    When the program runs
    Then it prints the line [7, "a text in the heap"]

    Examples:
      | what    | wait               | wake |
      | nursery | wait for collected |      |
      | heap    | wait for collected |      |
      | heap    | join second        |      |

    @requires:vm.timers
    Examples:
      | what | wait     | wake |
      | heap | sleep 30 |      |

    @requires:vm.parking
    Examples:
      | what | wait | wake          |
      | heap | park | unpark holder |

  @SCHED-15a @SCHED-14 @id:feat-task-outlives-main
  Scenario: The run ends after the last task
    Given the function late
      """
      yield
      yield
      yield
      print "late"
      """
    And the function early
      """
      spawn late
      """
    And the function main
      """
      spawn early
      return 5
      """
    When the program runs
    Then it prints "late"
    And the run ends with the result 5

  @SCHED-15c @SCHED-14 @requires:vm.jumps @requires:vm.unwinding @id:feat-task-halt
  Scenario: HALT in a task ends the program, with the cleanups of the other tasks
    Given the function tidy
      """
      print "tidied"
      """
    And the function waits
      """
      finally tidy
      set begun
      yield for ever
      """
    And the function ends
      """
      wait for begun
      halt
      """
    And the function main
      """
      spawn waits
      spawn ends
      yield for ever
      """
    When the program runs
    Then it prints "tidied"
    And the run halts

  @TASK-15 @requires:vm.task-locals @id:feat-task-locals
  Scenario: A task begins with a copy of the task-local values of its parent
    Given the function child
      """
      print what is remembered of colour
      remember colour as 2
      print what is remembered of colour
      """
    And the function main
      """
      print what is remembered of colour
      remember colour as 1
      spawn child
      join child
      print what is remembered of colour
      """
    When the program runs
    Then it prints "nil", "1", "2", "1"

  @SCHED-23 @requires:vm.arithmetic @requires:vm.jumps @requires:vm.comparison @id:feat-task-memory
  Scenario: A chain of tasks sees what each before it wrote
    Given the function adds
      """
      add 1 to total
      """
    And the function main
      """
      repeat 500 times
        add 1 to total
        spawn adds
        join adds
      end
      print the value of total
      """
    When the program runs
    Then it prints "1000"
