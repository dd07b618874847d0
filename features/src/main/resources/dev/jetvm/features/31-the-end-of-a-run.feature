@level:must @kind:scenario @requires:vm.run @requires:vm.text @requires:vm.calls @requires:vm.constants @requires:vm.exit @requires:vm.stack @requires:vm.variables
Feature: The end of a run
  When the entry function has returned, when a panic is not recovered, and when the program calls `exit`, the run ends its
  tasks and then calls the exit handlers. Each is called once, whatever the others do.

  @EXIT-02 @EXIT-01 @id:feat-end-order
  Scenario Outline: Exit handlers are called by priority, of equal ones the last first: <a>, <b>, <c>
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
    And the function main
      """
      at exit a with priority <a>
      at exit b with priority <b>
      at exit c with priority <c>
      print "main"
      """
    When the program runs
    Then it prints "main", <order>
    And the run returns

    Examples:
      | a  | b | c  | order         |
      | 1  | 2 | 3  | "a", "b", "c" |
      | 3  | 2 | 1  | "c", "b", "a" |
      | 0  | 0 | 0  | "c", "b", "a" |
      | -1 | 5 | -9 | "c", "a", "b" |
      | 2  | 1 | 2  | "b", "c", "a" |

  @EXIT-01 @EXIT-03 @requires:vm.arithmetic @requires:vm.comparison @requires:vm.jumps @id:feat-end-repeated
  Scenario Outline: A function that is registered <times> times is called <times> times, and main's result is kept
    Given the function counts
      """
      add 1 to count
      print the value of count
      return 99
      """
    And the function main
      """
      repeat <times> times
        at exit counts
      end
      return 5
      """
    When the program runs
    Then it prints <printed>
    And the run ends with the result 5

    Examples:
      | times | printed            |
      | 1     | "1"                |
      | 4     | "1", "2", "3", "4" |

  @EXIT-07 @EXIT-14 @EXIT-03 @requires:vm.unwinding @id:feat-end-result
  Scenario Outline: The exit handlers run after the cleanups, and the result is kept: <end>
    Given the function last
      """
      print "handler"
      return 99
      """
    And the function tidy
      """
      print "tidied"
      """
    And the function exits
      """
      finally tidy
      exit with 3
      print "not reached"
      """
    And the function main
      """
      at exit last
      <end>
      """
    When the program runs
    Then it prints <printed>
    And the run ends with the result <result>

    Examples:
      | end         | printed             | result |
      | return 5    | "handler"           | 5      |
      | exit with 3 | "handler"           | 3      |
      | call exits  | "tidied", "handler" | 3      |

  @EXIT-07 @requires:vm.aggregates @requires:vm.arithmetic @requires:vm.unwinding @id:feat-end-panic
  Scenario Outline: The exit handlers run after a panic and its cleanups: <panic>
    Given the function last
      """
      print "handler"
      """
    And the function tidy
      """
      print "tidied"
      """
    And the function works
      """
      finally tidy
      <panic>
      """
    And the function main
      """
      at exit last
      call works
      print "not reached"
      """
    When the program runs with at most 200 frames
    Then it prints "tidied", "handler"
    And the run panics with <code>

    Examples:
      | panic                  | code           |
      | panic "no"             | user           |
      | take the length of nil | type           |
      | recurse without end    | stack-overflow |

    @requires:vm.effects
    Examples:
      | panic             | code             |
      | perform "unknown" | unhandled-effect |

  @EXIT-07 @requires:vm.unwinding @id:feat-end-halt
  Scenario Outline: No exit handler runs after HALT: in <where>
    Given the function last
      """
      print "not reached"
      """
    And the function halts
      """
      halt
      """
    And the function works
      """
      finally halts
      <statement>
      """
    And the function main
      """
      at exit last
      <main>
      call works
      """
    When the program runs
    Then it prints nothing
    And the run halts

    Examples:
      | where                  | statement  | main |
      | main                   |            | halt |
      | a cleanup              | return 1   |      |
      | the cleanup of a panic | panic "no" |      |

  @EXIT-07 @UNW-08 @requires:vm.unwinding @id:feat-end-second-panic
  Scenario Outline: No exit handler runs after a second panic: in <where>
    Given the function last
      """
      print "last"
      """
    And the function bad
      """
      panic "the second"
      """
    And the function works
      """
      finally bad
      panic "the first"
      """
    And the function main
      """
      at exit last with priority 2
      <statement>
      """
    When the program runs
    Then it prints nothing
    And the run panics with user and the message "the second"

    Examples:
      | where     | statement                     |
      | main      | call works                    |
      | a handler | at exit works with priority 1 |

  @EXIT-14 @SCHED-16 @PANIC-02 @requires:vm.effects @requires:vm.jumps @requires:vm.unwinding @id:feat-end-exit
  Scenario: No protected part and no handler of an effect stops an exit
    Given the function last
      """
      print "handler"
      """
    And the function tidy
      """
      print "tidied"
      """
    And the clause every of every effect
      """
      print the name of the effect
      """
    And the function works
      """
      finally tidy
      try
        exit with 3
        print "not reached"
      caught
        print "not recovered"
      end
      """
    And the function main
      """
      at exit last
      handle "*" by every
      try
        call works
        print "not reached"
      caught
        print "not recovered"
      end
      """
    When the program runs
    Then it prints "tidied", "handler"
    And the run ends with the result 3

  @EXIT-14 @UNW-06 @UNW-03 @requires:vm.aggregates @requires:vm.effects @requires:vm.jumps @requires:vm.unwinding @id:feat-end-exit-cleanup
  Scenario Outline: An exit goes on after a cleanup that does this: <cleanup>
    Given the function last
      """
      print "handler"
      """
    And the function older
      """
      print "older"
      """
    And the clause log
      """
      end by resuming with "logged"
      """
    And the function logs
      """
      handle "log" by log
      print what "log" gives
      """
    And the function recovers
      """
      try
        panic "recovered"
      caught
        print the message
      end
      """
    And the function exits_again
      """
      exit with 9
      print "asked again"
      """
    And the function works
      """
      finally older
      finally <cleanup>
      exit with 3
      """
    And the function main
      """
      at exit last
      try
        call works
        print "not reached"
      caught
        print "not recovered"
      end
      """
    When the program runs
    Then it prints "<printed>", "older", "handler"
    And the run ends with the result 3

    Examples:
      | cleanup     | printed     |
      | recovers    | recovered   |
      | logs        | logged      |
      | exits_again | asked again |

  @EXIT-14 @EFF-16 @requires:vm.effects @requires:vm.unwinding @id:feat-end-exit-effect
  Scenario Outline: An exit goes on after an effect of a cleanup: <answer>
    Given the function last
      """
      print "handler"
      """
    And the function older
      """
      print "older"
      """
    And the clause log
      """
      print "logged"
      <answer>
      """
    And the function logs
      """
      perform "log"
      """
    And the function works
      """
      finally older
      finally logs
      exit with 3
      """
    And the function main
      """
      at exit last
      handle "log" by log
      call works
      print "not reached"
      """
    When the program runs
    Then it prints "logged", "older", "handler"
    And the run ends with the result 3

    Examples:
      | answer                   |
      | resume with nil          |
      | end by resuming with nil |
      | return "given up"        |

  @EXIT-14 @EFF-06 @UNW-06 @requires:vm.effects @requires:vm.jumps @requires:vm.unwinding @id:feat-end-exit-clause
  Scenario Outline: An exit in a clause or in resumed frames leaves both with their cleanups: <in clause> <in frames>
    Given the function last
      """
      print "handler"
      """
    And the function first
      """
      print "frames"
      """
    And the function second
      """
      print "clause"
      """
    And the clause answer
      """
      finally second
      <in clause>
      print "not reached"
      """
    And the function asks
      """
      handle "ask" by answer
      finally first
      try
        perform "ask"
        <in frames>
      caught
        print "not recovered"
      end
      """
    And the function main
      """
      at exit last
      call asks
      print "not reached"
      """
    When the program runs
    Then it prints <printed>, "handler"
    And the run ends with the result 3

    Examples:
      | in clause       | in frames   | printed            |
      | exit with 3     |             | "clause", "frames" |
      | resume with nil | exit with 3 | "frames", "clause" |

  @EXIT-14 @requires:vm.jumps @requires:vm.tasks @requires:vm.unwinding @id:feat-end-exit-in-cleanup
  Scenario Outline: A cleanup that calls `exit` is executed to its end, and the run ends behind it: <way>
    Given the function last
      """
      print "handler"
      """
    And the function older
      """
      print "older"
      """
    And the function exits
      """
      exit with 3
      print "asked"
      """
    And the function works
      """
      finally older
      finally exits
      <way>
      """
    And the function main
      """
      at exit last
      try
        call works
        yield
        print "not reached"
      caught
        yield
        print "not reached"
      end
      """
    When the program runs
    Then it prints "asked", "older", "handler"
    And the run ends with the result 3

    Examples:
      | way        |
      | return 1   |
      | panic "no" |

  @EXIT-14 @SCHED-26 @requires:vm.scopes @requires:vm.shields @requires:vm.tasks @requires:vm.unwinding @id:feat-end-exit-shield
  Scenario: In a shielded scope `exit` returns, and the run ends behind the scope
    Given the function last
      """
      print "handler"
      """
    And the function tidy
      """
      print "tidied"
      """
    And the function main
      """
      at exit last
      finally tidy
      open a scope
      shield the scope
      exit with 3
      yield
      print "in the shield"
      close the scope
      yield
      print "not reached"
      """
    When the program runs
    Then it prints "in the shield", "tidied", "handler"
    And the run ends with the result 3

  @EXIT-14 @SCHED-16 @requires:vm.jumps @requires:vm.tasks @requires:vm.unwinding @id:feat-end-exit-tasks
  Scenario Outline: An exit in <where> cancels all tasks, whose cleanups run before the handlers
    Given the function last
      """
      print "handler"
      """
    And the function tidy
      """
      yield
      print "tidied"
      """
    And the function other
      """
      finally tidy
      set begun
      yield for ever
      """
    And the function exits
      """
      wait for begun
      exit with 3
      print "not reached"
      """
    And the function main
      """
      at exit last
      spawn other
      <statement>
      yield for ever
      """
    When the program runs
    Then it prints "tidied", "handler"
    And the run ends with the result 3

    Examples:
      | where  | statement   |
      | main   | call exits  |
      | a task | spawn exits |

  @EXIT-14 @requires:vm.jumps @requires:vm.tasks @requires:vm.unwinding @id:feat-end-exit-first
  Scenario: Only the first exit of a run counts
    Given the function tidy
      """
      exit with 9
      print "tidied"
      """
    And the function exits
      """
      exit with 3
      """
    And the function other
      """
      finally tidy
      set begun
      yield for ever
      """
    And the function last
      """
      print "handler"
      exit with 10
      print "not reached"
      """
    And the function main
      """
      at exit last
      spawn other
      wait for begun
      spawn exits
      yield for ever
      """
    When the program runs
    Then it prints "tidied", "handler"
    And the run ends with the result 3

  @EXIT-14 @EXIT-03 @requires:vm.jumps @requires:vm.unwinding @id:feat-end-exit-handler
  Scenario Outline: An exit in a handler ends this handler only, and changes no status: <end>
    Given the function tidy
      """
      print "tidied"
      """
    And the function exits_deeply
      """
      finally tidy
      exit with 9
      print "not reached"
      """
    And the function first
      """
      print "first"
      try
        exit with 8
      caught
        print "not recovered"
      end
      print "not reached"
      """
    And the function second
      """
      print "second"
      call exits_deeply
      print "not reached"
      """
    And the function third
      """
      print "third"
      """
    And the function main
      """
      at exit first with priority 1
      at exit second with priority 2
      at exit third with priority 3
      <end>
      """
    When the program runs
    Then it prints "first", "second", "tidied", "third"
    And the run ends with the result <result>

    Examples:
      | end         | result |
      | return 5    | 5      |
      | exit with 3 | 3      |

  @EXIT-03 @requires:vm.unwinding @id:feat-end-handler-panic
  Scenario Outline: A handler that panics keeps no other from being called once: priority <priority>
    Given the function first
      """
      print "first"
      """
    And the function second
      """
      print "second"
      """
    And the function tidy
      """
      print "tidied"
      """
    And the function bad
      """
      finally tidy
      panic "bad"
      """
    And the function main
      """
      at exit first with priority 1
      at exit second with priority 2
      at exit bad with priority <priority>
      return 5
      """
    When the program runs
    Then it prints <printed>
    And the run panics with user and the message "bad"

    Examples:
      | priority | printed                     |
      | 0        | "tidied", "first", "second" |
      | 1        | "tidied", "first", "second" |
      | 2        | "first", "tidied", "second" |
      | 3        | "first", "second", "tidied" |

  @EXIT-03 @requires:vm.aggregates @requires:vm.unwinding @id:feat-end-first-panic
  Scenario Outline: The run ends with the first of several panics: <main>, then those of the handlers
    Given the function first
      """
      print "first"
      take the length of nil
      """
    And the function second
      """
      print "second"
      panic "second"
      """
    And the function third
      """
      print "third"
      """
    And the function main
      """
      at exit first with priority 1
      at exit second with priority 2
      at exit third with priority 3
      <main>
      """
    When the program runs
    Then it prints "first", "second", "third"
    And the run panics with <code>

    Examples:
      | main            | code         |
      | return 5        | type         |
      | exit with 3     | type         |
      | panic "of main" | user         |
      | call a number   | not-callable |

  @EXIT-03 @EXIT-01 @id:feat-end-new-handler
  Scenario Outline: A handler that a handler registers takes its place among those that are left: priority <priority>
    Given the function new
      """
      print "new"
      """
    And the function first
      """
      print "first"
      at exit new with priority <priority>
      """
    And the function second
      """
      print "second"
      """
    And the function third
      """
      print "third"
      """
    And the function main
      """
      at exit first with priority 10
      at exit second with priority 20
      at exit third with priority 30
      """
    When the program runs
    Then it prints <order>
    And the run returns

    Examples:
      | priority | order                             |
      | 0        | "first", "new", "second", "third" |
      | 20       | "first", "new", "second", "third" |
      | 25       | "first", "second", "new", "third" |
      | 31       | "first", "second", "third", "new" |

  @EXIT-03 @EXIT-01 @requires:vm.arithmetic @requires:vm.comparison @requires:vm.jumps @id:feat-end-new-handlers
  Scenario Outline: Each of <count> handlers registers the next one: <end>
    Given the function next
      """
      add 1 to called
      <end>
      """
    And the function registers
      """
      if called is <count>
        print "all of them"
        return nil
      end
      at exit registers with priority <priority>
      call next
      """
    And the function main
      """
      at exit registers with priority 3
      return 5
      """
    When the program runs
    Then it prints "all of them"
    And the run ends with the result 5

    Examples:
      | count | priority | end         |
      | 1     | 3        | return 1    |
      | 100   | 3        | return 1    |
      | 100   | 0        | return 1    |
      | 100   | 9        | exit with 4 |

  @EXIT-03 @EXIT-04 @requires:vm.tasks @requires:vm.unwinding @id:feat-end-registering-task
  Scenario Outline: A handler is registered by <who>, while the handlers run
    Given the function new
      """
      print "new"
      """
    And the function registers
      """
      yield
      at exit new with priority <priority>
      """
    And the function in_a_cleanup
      """
      finally registers
      """
    And the function in_a_task
      """
      spawn registers
      """
    And the function first
      """
      print "first"
      call <how>
      """
    And the function second
      """
      print "second"
      """
    And the function main
      """
      at exit first with priority 1
      at exit second with priority 2
      """
    When the program runs
    Then it prints <order>
    And the run returns

    Examples:
      | who       | how          | priority | order                    |
      | a cleanup | in_a_cleanup | 0        | "first", "new", "second" |
      | a cleanup | in_a_cleanup | 3        | "first", "second", "new" |
      | a task    | in_a_task    | 0        | "first", "new", "second" |
      | a task    | in_a_task    | 3        | "first", "second", "new" |

  @EXIT-04 @EXIT-01 @requires:vm.tasks @id:feat-end-late-task
  Scenario: Handlers wait for the last task, which may register handlers
    Given the function new
      """
      print "new"
      """
    And the function late
      """
      yield
      yield
      at exit new with priority 1
      print "late"
      """
    And the function early
      """
      yield
      spawn late
      """
    And the function last
      """
      print "last"
      """
    And the function main
      """
      at exit last with priority 2
      print "main"
      spawn early
      """
    When the program runs
    Then it prints "main", "late", "new", "last"
    And the run returns

  @EXIT-01 @EXIT-14 @requires:vm.aggregates @requires:vm.jumps @requires:vm.unwinding @id:feat-end-operands
  Scenario Outline: Other operands are panics, and the run goes on: <statement>
    Given the function takes with 1 parameter
      """
      print "not reached"
      """
    And the function last
      """
      print "handler"
      """
    And the function main
      """
      at exit last
      try
        <statement>
        print "not reached"
      caught
        print the code
      end
      return 5
      """
    When the program runs
    Then it prints "<code>", "handler"
    And the run ends with the result 5

    Examples:
      | statement                     | code  |
      | at exit takes                 | arity |
      | at exit a number              | type  |
      | at exit last with no priority | type  |
      | exit with "three"             | type  |
      | exit with nil                 | type  |

  @EXIT-03 @UNW-06 @requires:vm.aggregates @requires:vm.effects @requires:vm.jumps @requires:vm.unwinding @id:feat-end-handler-works
  Scenario: In a handler cleanups, protected parts and effects work as elsewhere
    Given the clause answer
      """
      end by resuming with "answered"
      """
    And the function tidy
      """
      print "tidied"
      """
    And the function first
      """
      finally tidy
      handle "ask" by answer
      print what "ask" gives
      try
        panic "recovered"
      caught
        print the message
      end
      """
    And the function second
      """
      try
        perform "ask"
      caught
        print the code
      end
      """
    And the function main
      """
      handle "ask" by answer
      at exit first with priority 1
      at exit second with priority 2
      """
    When the program runs
    Then it prints "answered", "recovered", "tidied", "unhandled-effect"
    And the run returns

  @EXIT-03 @PANIC-08 @requires:vm.aggregates @requires:vm.arithmetic @requires:vm.comparison @requires:vm.jumps @requires:vm.unwinding @id:feat-end-handler-overflow
  Scenario Outline: A stack overflow is recovered in a handler: after <end>
    Given the function measures
      """
      repeat 2 times
        try
          recurse without end
        caught
          print the code
        end
      end
      """
    And the function last
      """
      print "last"
      """
    And the function main
      """
      at exit measures with priority 1
      at exit last with priority 2
      <end>
      """
    When the program runs with at most 200 frames
    Then it prints "stack-overflow", "stack-overflow", "last"
    And the run ends with the result 3

    Examples:
      | end         |
      | return 3    |
      | exit with 3 |

  @EXIT-07 @id:feat-end-handler-halt
  Scenario Outline: HALT in a handler ends the run without the other handlers: after <end>
    Given the function first
      """
      print "first"
      """
    And the function halts
      """
      print "halts"
      halt
      """
    And the function third
      """
      print "not reached"
      """
    And the function main
      """
      at exit first with priority 1
      at exit halts with priority 2
      at exit third with priority 3
      <end>
      """
    When the program runs
    Then it prints "first", "halts"
    And the run ends with the result 3

    Examples:
      | end         |
      | return 3    |
      | exit with 3 |
