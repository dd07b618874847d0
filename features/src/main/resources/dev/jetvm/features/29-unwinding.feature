@level:must @kind:scenario @requires:vm.run @requires:vm.text @requires:vm.calls @requires:vm.constants @requires:vm.stack @requires:vm.unwinding
Feature: Unwinding
  A frame is left by a return, a panic, a cancellation, or an effect that is not answered. In each case its cleanups run
  once, the last one first, and what was under way goes on behind them.

  @UNW-06 @ISA-47 @requires:vm.aggregates @requires:vm.jumps @requires:vm.variables @id:feat-unwind-way
  Scenario Outline: The cleanups of a frame run, the last one first, when it is left: <way>
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
    And the function over
      """
      print "called at the end"
      return "over"
      """
    And the function works
      """
      finally first
      finally second
      finally third
      <way>
      """
    And the function main
      """
      try
        print what works returns
      caught
        print the code
      end
      """
    When the program runs
    Then it prints <printed>
    And the run returns

    Examples:
      | way                    | printed                                                 |
      | return "returned"      | "third", "second", "first", "returned"                  |
      | end by calling over    | "third", "second", "first", "called at the end", "over" |
      | panic "no"             | "third", "second", "first", "user"                      |
      | take the length of nil | "third", "second", "first", "type"                      |

    @requires:vm.effects
    Examples:
      | way               | printed                                        |
      | perform "unknown" | "third", "second", "first", "unhandled-effect" |

  @UNW-06 @ISA-47 @id:feat-unwind-halt
  Scenario Outline: HALT calls no cleanups: in <where>
    Given the function tidy
      """
      print "not reached"
      """
    And the function stops
      """
      halt
      """
    And the clause stops_too
      """
      halt
      """
    And the function works
      """
      finally tidy
      <before>
      <statement>
      print "not reached"
      """
    And the function main
      """
      finally tidy
      call works
      """
    When the program runs
    Then it prints nothing
    And the run halts

    Examples:
      | where     | before | statement  |
      | the frame |        | halt       |
      | a callee  |        | call stops |

    @requires:vm.effects
    Examples:
      | where    | before                    | statement     |
      | a clause | handle "ask" by stops_too | perform "ask" |

  @UNW-03 @UNW-06 @requires:vm.jumps @requires:vm.variables @id:feat-unwind-halt-cleanup
  Scenario Outline: HALT in a cleanup ends the run without the cleanups that are left: <way>
    Given the function tidy
      """
      print "not reached"
      """
    And the function stops
      """
      print "halts"
      halt
      """
    And the function works
      """
      finally tidy
      finally stops
      <way>
      """
    And the function main
      """
      finally tidy
      try
        call works
      caught
        print "not recovered"
      end
      """
    When the program runs
    Then it prints "halts"
    And the run halts

    Examples:
      | way        |
      | return 1   |
      | panic "no" |

  @UNW-06 @UNW-03 @requires:vm.aggregates @requires:vm.jumps @requires:vm.variables @id:feat-unwind-result
  Scenario Outline: A result is kept by a cleanup that panics and recovers: <cleanup>
    Given the function recovers
      """
      try
        panic "inside"
      caught
        print the message
      end
      """
    And the function fails
      """
      finally recovers
      panic "in the callee"
      """
    And the function recovers_deeply
      """
      try
        call fails
      caught
        print the message
      end
      """
    And the function older
      """
      print "older"
      """
    And the function works
      """
      finally older
      finally <cleanup>
      return 5
      """
    And the function main
      """
      print what works returns
      """
    When the program runs
    Then it prints <printed>, "older", "5"
    And the run returns

    Examples:
      | cleanup         | printed                   |
      | recovers        | "inside"                  |
      | recovers_deeply | "inside", "in the callee" |

  @UNW-08 @UNW-03 @requires:vm.aggregates @requires:vm.jumps @requires:vm.variables @id:feat-unwind-pending
  Scenario Outline: A panic goes on after a cleanup that panics and recovers: <cleanup>
    Given the function recovers
      """
      try
        panic "inside"
      caught
        print the message
      end
      """
    And the function fails
      """
      finally recovers
      panic "in the callee"
      """
    And the function recovers_deeply
      """
      try
        call fails
      caught
        print the message
      end
      """
    And the function older
      """
      print "older"
      """
    And the function works
      """
      finally older
      finally <cleanup>
      panic 5
      """
    And the function calls
      """
      finally recovers
      call works
      """
    And the function main
      """
      try
        call calls
        print "not reached"
      caught
        print the value of the panic
      end
      """
    When the program runs
    Then it prints <printed>, "older", "inside", "5"
    And the run returns

    Examples:
      | cleanup         | printed                   |
      | recovers        | "inside"                  |
      | recovers_deeply | "inside", "in the callee" |

  @UNW-06 @UNW-08 @requires:vm.aggregates @requires:vm.effects @requires:vm.jumps @requires:vm.variables @id:feat-unwind-effect
  Scenario Outline: What is under way is kept by a cleanup whose effect is answered: <way>, <answer>
    Given the clause log with 1 argument
      """
      print the argument
      <answer>
      """
    And the function closes
      """
      perform "log" with "closing"
      print what "log" gives for "closed"
      """
    And the function older
      """
      print "older"
      """
    And the function over
      """
      return "over"
      """
    And the function works
      """
      finally older
      finally closes
      <way>
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
      caught
        print the message
      end
      """
    When the program runs
    Then it prints "closing", "closed", "the answer", "older", "<outcome>"
    And the run returns

    Examples:
      | way                 | answer                                       | outcome  |
      | return "returned"   | end by resuming with "the answer"            | returned |
      | return "returned"   | return what resuming with "the answer" gives | returned |
      | end by calling over | end by resuming with "the answer"            | over     |
      | end by calling over | return what resuming with "the answer" gives | over     |
      | panic "no"          | end by resuming with "the answer"            | no       |
      | panic "no"          | return what resuming with "the answer" gives | no       |

  @EFF-04 @UNW-06 @UNW-08 @requires:vm.aggregates @requires:vm.effects @requires:vm.jumps @requires:vm.variables @id:feat-unwind-own-handler
  Scenario Outline: What is under way is kept by a cleanup with a handler of its own: <way>, <answer>
    Given the clause log
      """
      print "logged"
      <answer>
      """
    And the function closes
      """
      handle "log" by log
      perform "log"
      """
    And the function older
      """
      print "older"
      """
    And the function works
      """
      finally older
      finally closes
      <way>
      """
    And the function main
      """
      try
        print what works returns
      caught
        print the message
      end
      """
    When the program runs
    Then it prints "logged", "older", "<outcome>"
    And the run returns

    Examples:
      | way               | answer                   | outcome  |
      | return "returned" | return "given up"        | returned |
      | return "returned" | resume with nil          | returned |
      | return "returned" | end by resuming with nil | returned |
      | panic "no"        | return "given up"        | no       |
      | panic "no"        | resume with nil          | no       |
      | panic "no"        | end by resuming with nil | no       |

  @UNW-06 @UNW-03 @requires:vm.aggregates @requires:vm.jumps @requires:vm.scopes @requires:vm.tasks @requires:vm.variables @id:feat-unwind-wait
  Scenario Outline: What is under way is kept by a cleanup that waits: <way>, <does>
    Given the function helper
      """
      wait for go
      yield
      return "helper"
      """
    And the function joins
      """
      spawn helper
      set go
      print the result of helper
      """
    And the function opens
      """
      open a scope
      spawn joins
      close the scope
      """
    And the function yields
      """
      spawn helper
      yield
      set go
      yield
      print the result of helper
      """
    And the function older
      """
      print "older"
      """
    And the function works
      """
      finally older
      finally <does>
      <way>
      """
    And the function main
      """
      try
        print what works returns
      caught
        print the message
      end
      """
    When the program runs
    Then it prints "helper", "older", "<outcome>"
    And the run returns

    Examples:
      | way               | does   | outcome  |
      | return "returned" | joins  | returned |
      | return "returned" | opens  | returned |
      | return "returned" | yields | returned |
      | panic "no"        | joins  | no       |
      | panic "no"        | opens  | no       |
      | panic "no"        | yields | no       |

  @UNW-04 @ISA-46 @requires:vm.aggregates @requires:vm.arithmetic @requires:vm.comparison @requires:vm.jumps @requires:vm.variables @id:feat-unwind-depth
  Scenario Outline: Of 10 frames, those above the frame that recovers are left: recovered at <depth>
    Given the function leaves
      """
      add 1 to left
      """
    And the function dig
      """
      add 1 to depth
      finally leaves
      if depth is 10
        panic "the bottom"
      end
      if depth is <depth>
        try
          call dig
          print "not reached"
        caught
          print the value of left
        end
        return "recovered"
      end
      return what dig returns
      """
    And the function main
      """
      try
        print what dig returns
      caught
        print the message
      end
      print the value of left
      """
    When the program runs
    Then it prints <printed>, "10"
    And the run returns

    Examples:
      | depth | printed          |
      | 9     | "1", "recovered" |
      | 5     | "5", "recovered" |
      | 1     | "9", "recovered" |
      | 11    | "the bottom"     |

  @UNW-04 @ISA-46 @PANIC-10 @requires:vm.variables @id:feat-unwind-part
  Scenario Outline: Cleanups that a part registered and that are left run before its handler: <then>
    Given the function older
      """
      print "older"
      """
    And the function inside
      """
      print "inside"
      """
    And the function works
      """
      finally older
      try
        finally inside
        <then>
        print "work"
        panic "no"
      caught
        print "handler"
      end
      print "and on"
      """
    And the function main
      """
      call works
      """
    When the program runs
    Then it prints <printed>, "and on", "older"
    And the run returns

    Examples:
      | then                    | printed                     |
      |                         | "work", "inside", "handler" |
      | call the last cleanup   | "inside", "work", "handler" |
      | remove the last cleanup | "work", "handler"           |

  @PANIC-12 @PANIC-10 @requires:vm.aggregates @requires:vm.jumps @requires:vm.variables @id:feat-unwind-nested
  Scenario: A panic that a handler raises goes to the next part outward
    Given the function tidy
      """
      print "tidied"
      """
    And the function main
      """
      try
        finally tidy
        try
          try
            panic "a"
          caught
            print the message
            panic "b"
          end
        caught
          print the message
          panic the value of the panic
        end
      caught
        print the message
      end
      print "and on"
      """
    When the program runs
    Then it prints "a", "b", "tidied", "b", "and on"
    And the run returns

  @PANIC-10 @ISA-47 @UNW-03 @requires:vm.aggregates @requires:vm.jumps @requires:vm.variables @id:feat-unwind-cleanup-panics
  Scenario Outline: A cleanup that panics is not called again, and a part around it recovers: <way>
    Given the function older
      """
      print "older"
      """
    And the function bad
      """
      print "bad"
      panic "the cleanup fails"
      """
    And the function over
      """
      print "not reached"
      """
    And the function works
      """
      finally older
      try
        finally bad
        <way>
      caught
        print the message
      end
      return "and on"
      """
    And the function main
      """
      print what works returns
      """
    When the program runs
    Then it prints "bad", "the cleanup fails", "older", "and on"
    And the run returns

    Examples:
      | way                   |
      | return "lost"         |
      | end by calling over   |
      | call the last cleanup |

  @ISA-47 @UNW-03 @requires:vm.aggregates @requires:vm.jumps @requires:vm.variables @id:feat-unwind-cleanup-panics-return
  Scenario Outline: A panic of a cleanup leaves the frame in the place of its result, with the older cleanups: <way>
    Given the function older
      """
      print "older"
      """
    And the function bad
      """
      print "bad"
      panic "the cleanup fails"
      """
    And the function over
      """
      print "not reached"
      """
    And the function works
      """
      finally older
      finally bad
      <way>
      """
    And the function main
      """
      try
        print what works returns
      caught
        print the message
      end
      """
    When the program runs
    Then it prints "bad", "older", "the cleanup fails"
    And the run returns

    Examples:
      | way                   |
      | return "lost"         |
      | end by calling over   |
      | call the last cleanup |

  @UNW-08 @ISA-47 @requires:vm.aggregates @requires:vm.arithmetic @requires:vm.jumps @requires:vm.variables @id:feat-unwind-second
  Scenario Outline: A second panic ends the run, whatever would recover the first: <panic>
    Given the function older
      """
      print "not reached"
      """
    And the function bad
      """
      print "bad"
      <panic>
      """
    And the function works
      """
      finally older
      try
        finally older
        finally bad
        panic "the first"
      caught
        print "not recovered"
      end
      """
    And the function main
      """
      try
        call works
      caught
        print "not recovered"
      end
      """
    When the program runs
    Then it prints "bad"
    And the run panics with <code>

    Examples:
      | panic                  | code             |
      | panic "the second"     | user             |
      | divide by zero         | division-by-zero |
      | take the length of nil | type             |

    @requires:vm.effects
    Examples:
      | panic             | code             |
      | perform "unknown" | unhandled-effect |

  @UNW-08 @PANIC-10 @requires:vm.aggregates @requires:vm.jumps @requires:vm.variables @id:feat-unwind-levels
  Scenario: Panics that cleanups recover on three levels do not mix
    Given the function third
      """
      try
        panic "the third"
      caught
        print the message
      end
      """
    And the function fails_second
      """
      finally third
      panic "the second"
      """
    And the function second
      """
      try
        call fails_second
      caught
        print the message
      end
      """
    And the function fails_first
      """
      finally second
      panic "the first"
      """
    And the function main
      """
      try
        call fails_first
      caught
        print the message
      end
      call second
      """
    When the program runs
    Then it prints "the third", "the second", "the first", "the third", "the second"
    And the run returns

  @PANIC-11 @requires:vm.arithmetic @requires:vm.comparison @requires:vm.jumps @requires:vm.variables @id:feat-unwind-many
  Scenario Outline: 1,000 panics need no more of the stack than one: recovered in <where>
    Given the function leaves
      """
      add 1 to left
      """
    And the function works
      """
      finally leaves
      panic "again"
      """
    And the function recovers
      """
      try
        call works
      caught
        add 1 to recovered
      end
      """
    And the function cleans_up
      """
      finally recovers
      """
    And the function main
      """
      repeat 1000 times
        call <where>
      end
      print the value of left
      print the value of recovered
      """
    When the program runs with at most 40 frames
    Then it prints "1000", "1000"
    And the run returns

    Examples:
      | where     |
      | recovers  |
      | cleans_up |

  @UNW-03 @UNW-06 @requires:vm.aggregates @requires:vm.jumps @requires:vm.variables @id:feat-unwind-registered
  Scenario Outline: A cleanup can register cleanups, and callees have their own: <way>
    Given the function last
      """
      print "last"
      """
    And the function nested
      """
      print "nested"
      """
    And the function cleans
      """
      finally nested
      print "cleans"
      """
    And the function works
      """
      finally last
      finally cleans
      <way>
      """
    And the function main
      """
      try
        print what works returns
      caught
        print the message
      end
      """
    When the program runs
    Then it prints "cleans", "nested", "last", "<outcome>"
    And the run returns

    Examples:
      | way           | outcome |
      | return "done" | done    |
      | panic "no"    | no      |

  @UNW-07 @requires:vm.aggregates @requires:vm.jumps @requires:vm.scopes @requires:vm.tasks @requires:vm.variables @id:feat-unwind-scope
  Scenario Outline: Scopes close and cleanups run in reverse order: <way>
    Given the function tidy
      """
      yield
      print "child"
      """
    And the function child
      """
      finally tidy
      set begun
      <child waits>
      """
    And the function before
      """
      print "before the scope"
      """
    And the function within
      """
      print "within the scope"
      set over
      """
    And the function works
      """
      finally before
      open a scope
      spawn child
      finally within
      wait for begun
      <way>
      """
    And the function main
      """
      try
        print what works returns
      caught
        print the message
      end
      """
    When the program runs
    Then it prints "within the scope", "child", "before the scope", "<outcome>"
    And the run returns

    Examples:
      | way           | child waits    | outcome |
      | return "done" | wait for over  | done    |
      | panic "no"    | yield for ever | no      |

  @SCHED-16 @PANIC-10 @UNW-06 @requires:vm.aggregates @requires:vm.cancellation @requires:vm.jumps @requires:vm.tasks @requires:vm.variables @id:feat-unwind-cancel
  Scenario: A cancellation goes on after a cleanup that recovers a panic of its own
    Given the function recovers
      """
      try
        panic "inside"
      caught
        print the message
      end
      """
    And the function older
      """
      print "older"
      """
    And the function inner
      """
      finally recovers
      set begun
      yield for ever
      """
    And the function works
      """
      finally older
      finally recovers
      try
        call inner
      caught
        print "not recovered"
      end
      print "not reached"
      """
    And the function main
      """
      spawn works
      wait for begun
      cancel works
      try
        join works
      caught
        print the code
      end
      """
    When the program runs
    Then it prints "inside", "inside", "older", "cancelled"
    And the run returns

  @SCHED-16 @requires:vm.aggregates @requires:vm.arithmetic @requires:vm.cancellation @requires:vm.jumps @requires:vm.tasks @requires:vm.variables @id:feat-unwind-cancel-panic
  Scenario: A cancelled task whose cleanups panic calls them all and ends with the first panic
    Given the function first
      """
      print "first"
      panic "of the first"
      """
    And the function second
      """
      print "second"
      divide by zero
      """
    And the function third
      """
      print "third"
      """
    And the function works
      """
      finally third
      finally second
      try
        finally first
        set begun
        yield for ever
      caught
        print "not recovered"
      end
      """
    And the function main
      """
      spawn works
      wait for begun
      cancel works
      try
        join works
      caught
        print the message
      end
      print "and on"
      """
    When the program runs
    Then it prints "first", "second", "third", "of the first", "and on"
    And the run returns

  @SCHED-16 @PANIC-11 @requires:vm.aggregates @requires:vm.cancellation @requires:vm.jumps @requires:vm.scopes @requires:vm.tasks @requires:vm.variables @id:feat-unwind-cancel-later
  Scenario Outline: A cancellation that a joiner recovered concerns it no more: <after>
    Given the function tidy
      """
      print "tidied"
      """
    And the function endless
      """
      set begun
      yield for ever
      """
    And the function steady
      """
      yield
      return "steady"
      """
    And the function spawns
      """
      spawn steady
      print the result of steady
      """
    And the function opens
      """
      open a scope
      spawn steady
      yield
      close the scope
      print the result of steady
      """
    And the function fails
      """
      try
        panic "steady"
      caught
        print the message
      end
      """
    And the function main
      """
      finally tidy
      spawn endless
      wait for begun
      cancel endless
      try
        join endless
      caught
        print the code
      end
      yield
      call <after>
      return 5
      """
    When the program runs
    Then it prints "cancelled", "steady", "tidied"
    And the run ends with the result 5

    Examples:
      | after  |
      | spawns |
      | opens  |
      | fails  |
