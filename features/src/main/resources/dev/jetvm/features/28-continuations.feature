@level:must @kind:scenario @requires:vm.run @requires:vm.text @requires:vm.calls @requires:vm.constants @requires:vm.effects @requires:vm.stack @requires:vm.variables
Feature: Continuations
  A continuation is the frames that wait for the answer to an effect. It is resumed once, by any frame of any task, or
  unwound; until then it may be kept.

  @EFF-14 @EFF-05 @requires:vm.continuations @requires:vm.unwinding @id:feat-cont-generator
  Scenario: A function that is resumed again and again continues where it was
    Given the clause pause with 1 argument
      """
      keep the continuation as rest
      return the argument
      """
    And the function tidy
      """
      print "tidied"
      """
    And the function counts
      """
      handle "pause" by pause
      finally tidy
      perform "pause" with 1
      perform "pause" with what "pause" gives for 2
      return "the end"
      """
    And the function main
      """
      print what counts returns
      print what resuming rest with nil gives
      print what resuming rest with 3 gives
      print what resuming rest with nil gives
      print whether rest is fresh
      """
    When the program runs
    Then it prints "1", "2", "3", "tidied", "the end", "false"
    And the run returns

  @EFF-14 @EFF-05 @requires:vm.continuations @id:feat-cont-interleaved
  Scenario: Two kept continuations are resumed in turn and do not mix
    Given the clause pause_left
      """
      keep the continuation as left_rest
      return "left pauses"
      """
    And the clause pause_right
      """
      keep the continuation as right_rest
      return "right pauses"
      """
    And the function left
      """
      handle "pause" by pause_left
      print what "pause" gives
      perform "pause"
      return "left ends"
      """
    And the function right
      """
      handle "pause" by pause_right
      print what "pause" gives
      return "right ends"
      """
    And the function main
      """
      print what left returns
      print what right returns
      print what resuming left_rest with "to the left" gives
      print what resuming right_rest with "to the right" gives
      print what resuming left_rest with nil gives
      """
    When the program runs
    Then it prints "left pauses", "right pauses", "to the left", "left pauses", "to the right", "right ends", "left ends"
    And the run returns

  @EFF-07 @EFF-14 @ISA-63 @requires:vm.aggregates @requires:vm.continuations @requires:vm.jumps @requires:vm.unwinding @id:feat-cont-once
  Scenario Outline: A continuation is used once: <first>, then <second>
    Given the function tidy
      """
      print "tidied"
      """
    And the clause save
      """
      keep the continuation as rest
      """
    And the function asks
      """
      handle "ask" by save
      finally tidy
      perform "ask"
      """
    And the function main
      """
      call asks
      <first>
      print whether rest is fresh
      try
        <second>
        print "no panic"
      caught
        print the code
      end
      """
    When the program runs
    Then it prints "tidied", "false", "<outcome>"
    And the run returns

    Examples:
      | first              | second             | outcome               |
      | resume rest with 1 | resume rest with 2 | continuation-consumed |
      | resume rest with 1 | drop rest          | no panic              |
      | drop rest          | resume rest with 2 | continuation-consumed |
      | drop rest          | drop rest          | no panic              |

  @EFF-07 @ISA-63 @requires:vm.aggregates @requires:vm.unwinding @id:feat-cont-once-tail
  Scenario: TAIL_RESUME of a used continuation is a panic, too
    Given the function tidy
      """
      print "tidied"
      """
    And the function last
      """
      print "cleanup of the clause"
      """
    And the clause answer
      """
      finally last
      resume with "once"
      try
        end by resuming with "twice"
      caught
        print the code
      end
      print "and on"
      """
    And the function asks
      """
      handle "ask" by answer
      finally tidy
      print what "ask" gives
      """
    And the function main
      """
      call asks
      """
    When the program runs
    Then it prints "once", "tidied", "cleanup of the clause", "continuation-consumed", "and on"
    And the run returns

  @EFF-07 @requires:vm.aggregates @requires:vm.continuations @requires:vm.jumps @requires:vm.tasks @requires:vm.unwinding @id:feat-cont-running
  Scenario Outline: A continuation is used as soon as it is resumed, while it runs: <again>
    Given the function other
      """
      resume own with 2
      """
    And the function in_a_task
      """
      spawn other
      join other
      """
    And the function tidy
      """
      print "tidied"
      """
    And the clause answer
      """
      note the continuation as own
      <resumption>
      """
    And the function asks
      """
      handle "ask" by answer
      finally tidy
      perform "ask"
      try
        <again>
        print "not reached"
      caught
        print the code
      end
      print whether own is fresh
      """
    And the function main
      """
      call asks
      """
    When the program runs
    Then it prints "continuation-consumed", "false", "tidied"
    And the run returns

    Examples:
      | resumption             | again             |
      | resume with 1          | resume own with 2 |
      | resume with 1          | call other        |
      | end by resuming with 1 | resume own with 2 |
      | end by resuming with 1 | call other        |

    @requires:vm.tasks
    Examples:
      | resumption             | again          |
      | resume with 1          | call in_a_task |
      | end by resuming with 1 | call in_a_task |

  @EFF-07 @EFF-21 @requires:vm.aggregates @requires:vm.arithmetic @requires:vm.comparison @requires:vm.continuations @requires:vm.jumps @requires:vm.tasks @requires:vm.unwinding @id:feat-cont-claimed
  Scenario Outline: Of <count> tasks that use one continuation, one succeeds
    Given the clause save
      """
      keep the continuation as rest
      """
    And the function tidy
      """
      add 1 to cleanups
      """
    And the function asks
      """
      handle "ask" by save
      finally tidy
      return what "ask" gives
      """
    And the function claims
      """
      try
        return what resuming rest with 1 gives
      caught
      end
      return 0
      """
    And the function main
      """
      call asks
      print the sum of <count> tasks claims
      print the value of cleanups
      """
    When the program runs
    Then it prints "1", "1"
    And the run returns

    Examples:
      | count |
      | 2     |
      | 50    |

  @EFF-14 @requires:vm.continuations @requires:vm.tasks @id:feat-cont-fresh
  Scenario Outline: A continuation is fresh until it is used: <event>
    Given the clause answer
      """
      note the continuation as noted
      <event>
      print whether the continuation is fresh
      """
    And the function asks
      """
      handle "ask" by answer
      perform "ask"
      """
    And the function main
      """
      call asks
      print whether noted is fresh
      """
    When the program runs
    Then it prints <printed>
    And the run returns

    Examples:
      | event                      | printed          |
      | yield                      | "true", "false"  |
      | resume with 1              | "false", "false" |
      | keep the continuation as k | "true", "true"   |
      | drop the continuation      | "false", "false" |

  @EFF-20 @requires:vm.aggregates @requires:vm.arithmetic @requires:vm.jumps @requires:vm.unwinding @id:feat-cont-panic
  Scenario Outline: A panic of resumed frames unwinds the frame that resumes them and its callers: <panic>, resumed by <where>
    Given the function first
      """
      print "first"
      """
    And the function second
      """
      print "second"
      """
    And the function third
      """
      print "third"
      """
    And the clause answer
      """
      finally second
      <in clause>
      print "the clause ends"
      """
    And the function asks
      """
      handle "ask" by answer
      finally first
      perform "ask"
      <panic>
      print "not reached"
      """
    And the function resumes
      """
      finally third
      call asks
      <in caller>
      """
    And the function main
      """
      try
        call resumes
        print "not reached"
      caught
        print the code
      end
      print "and on"
      """
    When the program runs with at most 200 frames
    Then it prints <printed>, "<code>", "and on"
    And the run returns

    Examples:
      | where      | panic               | in clause              | in caller | code             | printed                    |
      | the clause | panic "no"          | resume with 1          |           | user             | "first", "second", "third" |
      | the clause | divide by zero      | resume with 1          |           | division-by-zero | "first", "second", "third" |
      | the clause | recurse without end | resume with 1          |           | stack-overflow   | "first", "second", "third" |
      | its end    | panic "no"          | end by resuming with 1 |           | user             | "second", "first", "third" |

    @requires:vm.continuations
    Examples:
      | where    | panic          | in clause                     | in caller          | code             | printed                                       |
      | a caller | panic "no"     | keep the continuation as rest | resume rest with 1 | user             | "the clause ends", "second", "first", "third" |
      | a caller | divide by zero | keep the continuation as rest | resume rest with 1 | division-by-zero | "the clause ends", "second", "first", "third" |

  @EFF-05 @EFF-20 @requires:vm.aggregates @requires:vm.arithmetic @requires:vm.jumps @requires:vm.unwinding @id:feat-cont-parts
  Scenario Outline: A protected part of resumed frames recovers, and the clause sees nothing of it: <panic>
    Given the clause answer
      """
      try
        print what resuming with 1 gives
      caught
        print "not recovered"
      end
      print "the clause ends"
      """
    And the function asks
      """
      handle "ask" by answer
      try
        perform "ask"
        <panic>
      caught
        print the code
      end
      return "recovered"
      """
    And the function main
      """
      call asks
      """
    When the program runs
    Then it prints "<code>", "recovered", "the clause ends"
    And the run returns

    Examples:
      | panic             | code             |
      | panic "no"        | user             |
      | perform "unknown" | unhandled-effect |
      | divide by zero    | division-by-zero |

  @PANIC-10 @EFF-06 @requires:vm.aggregates @requires:vm.arithmetic @requires:vm.jumps @requires:vm.unwinding @id:feat-cont-waiting-parts
  Scenario Outline: The protected parts of a waiting continuation recover no panic of the clause: <panic>
    Given the function tidy
      """
      print "tidied"
      """
    And the clause answer
      """
      <panic>
      """
    And the function asks
      """
      handle "ask" by answer
      finally tidy
      try
        perform "ask"
      caught
        print "not recovered"
      end
      print "not reached"
      """
    And the function main
      """
      try
        call asks
      caught
        print the code
      end
      """
    When the program runs
    Then it prints "tidied", "<code>"
    And the run returns

    Examples:
      | panic          | code             |
      | panic "no"     | user             |
      | divide by zero | division-by-zero |
      | perform "ask"  | unhandled-effect |

  @EFF-05 @EFF-18 @requires:vm.aggregates @requires:vm.continuations @requires:vm.natives @id:feat-cont-values
  Scenario Outline: What the frames of a continuation hold survives a collection of the <what>
    Given the clause save
      """
      keep the continuation as rest
      """
    And the function asks
      """
      handle "ask" by save
      hold a list of 7 and "a text in the heap"
      perform "ask"
      print the list
      """
    And the function main
      """
      call asks
      collect the <what>
      collect the <what>
      resume rest with nil
      """
    When the program runs
    Then it prints the line [7, "a text in the heap"]
    And the run returns

    Examples:
      | what    |
      | nursery |
      | heap    |

  @EFF-21 @requires:vm.continuations @requires:vm.task-locals @requires:vm.tasks @id:feat-cont-task-locals
  Scenario: Frames that another task resumes see the values of that task
    Given the clause save
      """
      keep the continuation as rest
      """
    And the function asks
      """
      handle "ask" by save
      print what is remembered of colour
      perform "ask"
      print what is remembered of colour
      remember colour as 3
      """
    And the function other
      """
      remember colour as 2
      resume rest with nil
      print what is remembered of colour
      """
    And the function main
      """
      remember colour as 1
      call asks
      spawn other
      join other
      print what is remembered of colour
      """
    When the program runs
    Then it prints "1", "2", "3", "1"
    And the run returns

  @EFF-21 @SCHED-16 @requires:vm.aggregates @requires:vm.cancellation @requires:vm.continuations @requires:vm.jumps @requires:vm.tasks @requires:vm.unwinding @id:feat-cont-cancelled
  Scenario Outline: A cancellation of the task that resumed ends the frames: <wait>
    Given the clause save
      """
      keep the continuation as rest
      """
    And the function first
      """
      print "first"
      """
    And the function second
      """
      print "second"
      """
    And the function endless
      """
      wait for over
      """
    And the function asks
      """
      handle "ask" by save
      finally first
      perform "ask"
      set begun
      <wait>
      """
    And the function other
      """
      finally second
      resume rest with nil
      print "not reached"
      """
    And the function main
      """
      spawn endless
      call asks
      spawn other
      wait for begun
      cancel other
      try
        join other
      caught
        print the code
      end
      print whether rest is fresh
      set over
      """
    When the program runs
    Then it prints "first", "second", "cancelled", "false"
    And the run returns

    Examples:
      | wait           |
      | yield for ever |
      | join endless   |

  @EFF-21 @SCHED-15 @requires:vm.continuations @requires:vm.jumps @requires:vm.scopes @requires:vm.tasks @id:feat-cont-scope
  Scenario: The task that resumes becomes the owner of the open scopes
    Given the clause save
      """
      keep the continuation as rest
      """
    And the function child
      """
      wait for resumed
      yield
      print "child"
      """
    And the function asks
      """
      handle "ask" by save
      open a scope
      spawn child
      perform "ask"
      set resumed
      close the scope
      print "behind the scope"
      """
    And the function other
      """
      resume rest with nil
      """
    And the function main
      """
      call asks
      spawn other
      join other
      print "joined"
      """
    When the program runs
    Then it prints "child", "behind the scope", "joined"
    And the run returns

  @EFF-14 @EFF-06 @requires:vm.continuations @requires:vm.jumps @requires:vm.tasks @requires:vm.unwinding @id:feat-cont-drop
  Scenario Outline: A dropped continuation is unwound at once, the innermost frame first: dropped by <where>
    Given the clause save
      """
      <in clause>
      print "the clause ends"
      """
    And the function first
      """
      print "first"
      """
    And the function second
      """
      print "second"
      """
    And the function works
      """
      finally first
      try
        perform "ask"
      caught
        print "not recovered"
      end
      print "not reached"
      """
    And the function asks
      """
      handle "ask" by save
      finally second
      call works
      """
    And the function drops
      """
      drop rest
      print "dropped"
      """
    And the function drops_in_a_task
      """
      spawn drops
      join drops
      """
    And the function main
      """
      call asks
      <in main>
      print "and on"
      """
    When the program runs
    Then it prints <printed>, "and on"
    And the run returns

    Examples:
      | where     | in clause                     | in main    | printed                                         |
      | its owner | drop the continuation         |            | "first", "second", "the clause ends"            |
      | a caller  | keep the continuation as rest | drop rest  | "the clause ends", "first", "second"            |
      | a callee  | keep the continuation as rest | call drops | "the clause ends", "first", "second", "dropped" |

    @requires:vm.tasks
    Examples:
      | where  | in clause                     | in main              | printed                                         |
      | a task | keep the continuation as rest | call drops_in_a_task | "the clause ends", "first", "second", "dropped" |

  @EFF-16 @EFF-14 @requires:vm.aggregates @requires:vm.continuations @requires:vm.jumps @requires:vm.unwinding @id:feat-cont-drop-panic
  Scenario: A panic of a cleanup of a dropped continuation goes on in the frame that drops it, after the other cleanups
    Given the clause save
      """
      keep the continuation as rest
      """
    And the function bad
      """
      panic "the cleanup fails"
      """
    And the function outer
      """
      print "outer cleanup"
      """
    And the function works
      """
      finally bad
      perform "ask"
      """
    And the function asks
      """
      handle "ask" by save
      finally outer
      try
        call works
      caught
        print "not recovered"
      end
      """
    And the function main
      """
      call asks
      try
        drop rest
        print "not reached"
      caught
        print the message
      end
      print whether rest is fresh
      """
    When the program runs
    Then it prints "outer cleanup", "the cleanup fails", "false"
    And the run returns

  @EFF-16 @EFF-06 @requires:vm.aggregates @requires:vm.arithmetic @requires:vm.jumps @requires:vm.unwinding @id:feat-cont-abort-panic
  Scenario Outline: A panic of a cleanup that an abort calls takes the place of the result of the clause: <panic>
    Given the function bad
      """
      print "bad"
      <panic>
      """
    And the function outer
      """
      print "outer cleanup"
      """
    And the clause gives_up
      """
      return "lost"
      """
    And the function works
      """
      finally bad
      perform "ask"
      """
    And the function asks
      """
      handle "ask" by gives_up
      finally outer
      try
        call works
      caught
        print "not recovered"
      end
      """
    And the function main
      """
      try
        print what asks returns
      caught
        print the code
      end
      """
    When the program runs
    Then it prints "bad", "outer cleanup", "<code>"
    And the run returns

    Examples:
      | panic             | code             |
      | panic "no"        | user             |
      | divide by zero    | division-by-zero |
      | perform "unknown" | unhandled-effect |

  @EFF-16 @ISA-47 @UNW-08 @requires:vm.jumps @requires:vm.unwinding @id:feat-cont-second-panic
  Scenario Outline: Two cleanups of an unwound continuation that panic end the run: unwound by <how>
    Given the clause save
      """
      <in clause>
      """
    And the function inner
      """
      panic "inner cleanup"
      """
    And the function outer
      """
      panic "outer cleanup"
      """
    And the function works
      """
      finally inner
      perform "ask"
      """
    And the function asks
      """
      handle "ask" by save
      finally outer
      call works
      """
    And the function main
      """
      try
        call asks
        <in main>
      caught
        print "not recovered"
      end
      """
    When the program runs
    Then it prints nothing
    And the run panics with user and the message "outer cleanup"

    Examples:
      | how      | in clause | in main |
      | an abort | return 1  |         |

    @requires:vm.continuations
    Examples:
      | how  | in clause                     | in main   |
      | drop | keep the continuation as rest | drop rest |

  @EFF-16 @UNW-08 @requires:vm.aggregates @requires:vm.arithmetic @requires:vm.jumps @requires:vm.unwinding @id:feat-cont-pending
  Scenario Outline: A panic goes on after an effect of a cleanup, through the frame that resumed: <panic>
    Given the function close
      """
      perform "log" with "closing"
      print "closed"
      """
    And the function older
      """
      print "older cleanup"
      """
    And the clause log with 1 argument
      """
      print the argument
      try
        resume with nil
        print "not reached"
      caught
        print the code
      end
      return "recovered"
      """
    And the function works
      """
      finally older
      finally close
      <panic>
      """
    And the function logs
      """
      handle "log" by log
      return what works returns
      """
    And the function main
      """
      print what logs returns
      """
    When the program runs
    Then it prints "closing", "closed", "older cleanup", "<code>", "recovered"
    And the run returns

    Examples:
      | panic             | code             |
      | panic "no"        | user             |
      | divide by zero    | division-by-zero |
      | perform "unknown" | unhandled-effect |

  @EFF-16 @UNW-02 @requires:vm.aggregates @requires:vm.arithmetic @requires:vm.comparison @requires:vm.jumps @requires:vm.unwinding @id:feat-cont-pending-value
  Scenario Outline: The value of a panic is the same after <count> effects of cleanups, answered by <answer>
    Given the function close
      """
      perform "log" with 1
      """
    And the clause log with 1 argument
      """
      add 1 to logged
      <answer>
      """
    And the function works
      """
      repeat <count> times
        finally close
      end
      panic "the first"
      """
    And the function logs
      """
      handle "log" by log
      call works
      print "not reached"
      """
    And the function main
      """
      try
        call logs
      caught
        print the value of the panic
      end
      print the value of logged
      """
    When the program runs
    Then it prints "the first", "<count>"
    And the run returns

    Examples:
      | count | answer                            |
      | 1     | end by resuming with nil          |
      | 20    | end by resuming with nil          |
      | 20    | return what resuming with 5 gives |

  @EFF-16 @requires:vm.aggregates @requires:vm.jumps @requires:vm.unwinding @id:feat-cont-pending-aborted
  Scenario Outline: A panic goes on in the frame that gives its continuation up: <how>
    Given the function close
      """
      perform "log"
      print "not reached"
      """
    And the function older
      """
      print "older cleanup"
      """
    And the clause log
      """
      <in clause>
      return "the clause returns"
      """
    And the function works
      """
      finally older
      finally close
      panic "goes on"
      """
    And the function logs
      """
      handle "log" by log
      return what works returns
      """
    And the function main
      """
      try
        print what logs returns
        <in main>
        print "not reached"
      caught
        print the message
      end
      print "and on"
      """
    When the program runs
    Then it prints <printed>, "goes on", "and on"
    And the run returns

    Examples:
      | how        | in clause | in main | printed         |
      | the clause |           |         | "older cleanup" |

    @requires:vm.continuations
    Examples:
      | how                 | in clause                     | in main   | printed                               |
      | drop                | keep the continuation as rest | drop rest | "the clause returns", "older cleanup" |
      | drop, in its clause | drop the continuation         |           | "older cleanup"                       |

  @EFF-16 @EFF-06 @requires:vm.unwinding @id:feat-cont-abort-in-abort
  Scenario: An abort of a cleanup that another abort called unwinds the frames of both
    Given the clause inner_gives_up
      """
      return "not reached"
      """
    And the clause outer_gives_up
      """
      return "the outer clause"
      """
    And the function stops
      """
      perform "stop"
      print "not reached"
      """
    And the function first
      """
      print "first"
      """
    And the function second
      """
      print "second"
      """
    And the function third
      """
      print "third"
      """
    And the function works
      """
      finally first
      finally stops
      perform "ask"
      """
    And the function asks
      """
      handle "ask" by inner_gives_up
      finally second
      call works
      """
    And the function calls
      """
      finally third
      print what asks returns
      print "not reached"
      """
    And the function outermost
      """
      handle "stop" by outer_gives_up
      call calls
      print "not reached"
      """
    And the function main
      """
      print what outermost returns
      """
    When the program runs
    Then it prints "first", "second", "third", "the outer clause"
    And the run returns

  @EFF-16 @SCHED-16 @requires:vm.aggregates @requires:vm.cancellation @requires:vm.jumps @requires:vm.tasks @requires:vm.unwinding @id:feat-cont-pending-cancelled
  Scenario Outline: A cancellation goes on after an effect of a cleanup: <answer>
    Given the function close
      """
      perform "log"
      """
    And the function older
      """
      print "older cleanup"
      """
    And the function last
      """
      print "last cleanup"
      """
    And the clause log
      """
      print "logged"
      <answer>
      """
    And the function works
      """
      finally older
      finally close
      set begun
      yield for ever
      """
    And the function logs
      """
      handle "log" by log
      call works
      print "not reached"
      """
    And the function worker
      """
      finally last
      try
        call logs
      caught
        print "not recovered"
      end
      print "not reached"
      """
    And the function main
      """
      spawn worker
      wait for begun
      cancel worker
      try
        join worker
      caught
        print the code
      end
      """
    When the program runs
    Then it prints "logged", "older cleanup", "last cleanup", "cancelled"
    And the run returns

    Examples:
      | answer                   |
      | resume with nil          |
      | end by resuming with nil |
      | return "given up"        |

  @EFF-15 @requires:vm.continuations @requires:vm.jumps @requires:vm.natives @requires:vm.tasks @requires:vm.unwinding @id:feat-cont-forgotten
  Scenario: A kept continuation that is forgotten is unwound after a collection finds it
    Given the clause save
      """
      keep the continuation as rest
      """
    And the function tidy
      """
      print "tidied"
      set tidied
      """
    And the function asks
      """
      handle "ask" by save
      finally tidy
      perform "ask"
      print "not reached"
      """
    And the function main
      """
      call asks
      print "kept"
      set rest to nil
      collect the heap
      wait for tidied
      print "and on"
      """
    When the program runs
    Then it prints "kept", "tidied", "and on"
    And the run returns
