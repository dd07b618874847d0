@level:must @kind:scenario @requires:vm.run @requires:vm.text @requires:vm.calls @requires:vm.constants @requires:vm.effects
Feature: Effects
  A function performs an effect, and the innermost handler of this name answers it. The clause of the handler resumes the
  frames that wait for the answer, or returns in their place.

  @EFF-04 @ISA-63 @requires:vm.arithmetic @requires:vm.stack @requires:vm.variables @id:feat-effect-outcome
  Scenario Outline: The clause decides what the call with the handler returns: <statement>
    Given the clause answer
      """
      <statement>
      """
    And the function asks
      """
      handle "ask" by answer
      return what "ask" gives plus 1
      """
    And the function main
      """
      print what asks returns
      """
    When the program runs
    Then it prints "<printed>"
    And the run returns

    Examples:
      | statement                                  | printed |
      | return what resuming with 7 gives          | 8       |
      | return what resuming with 7 gives plus 100 | 108     |
      | end by resuming with 7                     | 8       |
      | resume with 7                              | nil     |
      | return 7                                   | 7       |

  @EFF-02 @requires:vm.stack @id:feat-effect-name
  Scenario Outline: The innermost handler of exactly this name answers, or one of every name: <effect>
    Given the clause every of every effect
      """
      return "every"
      """
    And the clause middle
      """
      return "middle"
      """
    And the clause inner
      """
      return "inner"
      """
    And the function innermost
      """
      handle "tell" by inner
      perform <effect>
      print "not reached"
      """
    And the function middlemost
      """
      handle "ask" by middle
      return what innermost returns
      """
    And the function outermost
      """
      handle "*" by every
      return what middlemost returns
      """
    And the function main
      """
      print what outermost returns
      """
    When the program runs
    Then it prints "<printed>"
    And the run returns

    Examples:
      | effect | printed |
      | "ask"  | middle  |
      | "tell" | inner   |
      | "Ask"  | every   |
      | "as"   | every   |
      | "asks" | every   |

  @EFF-02 @requires:vm.stack @id:feat-effect-name-or-every
  Scenario Outline: Of a handler of every effect and one of the name, the last of the innermost frame answers: <first> <second>
    Given the clause every of every effect
      """
      return "every"
      """
    And the clause named
      """
      return "named"
      """
    And the function innermost
      """
      <first>
      <second>
      perform "ask"
      """
    And the function outermost
      """
      handle "ask" by named
      return what innermost returns
      """
    And the function main
      """
      print what outermost returns
      """
    When the program runs
    Then it prints "<printed>"
    And the run returns

    Examples:
      | first                 | second                  | printed |
      |                       |                         | named   |
      | handle "*" by every   |                         | every   |
      | handle "ask" by named | handle "*" by every     | every   |
      | handle "*" by every   | handle "ask" by named   | named   |
      | handle "*" by every   | handle "other" by named | every   |

  @EFF-04 @ISA-61 @requires:vm.arithmetic @requires:vm.variables @id:feat-effect-arguments
  Scenario: The arguments of an effect are those of its clause, in order
    Given the clause answer with 2 arguments
      """
      print the argument
      print the second argument
      end by resuming with the argument plus 10
      """
    And the function main
      """
      handle "ask" by answer
      print what "ask" gives for 1 and "two"
      """
    When the program runs
    Then it prints "1", "two", "11"
    And the run returns

  @EFF-02 @ISA-62 @requires:vm.variables @id:feat-effect-stop
  Scenario: Each `stop handling` makes the handler before active again
    Given the clause one
      """
      end by resuming with 1
      """
    And the clause two
      """
      end by resuming with 2
      """
    And the clause three
      """
      end by resuming with 3
      """
    And the function main
      """
      handle "ask" by one
      handle "ask" by two
      handle "other" by three
      print what "ask" gives
      print what "other" gives
      stop handling
      stop handling
      print what "ask" gives
      handle "ask" by three
      print what "ask" gives
      """
    When the program runs
    Then it prints "2", "3", "1", "3"
    And the run returns

  @EFF-08 @requires:vm.arithmetic @requires:vm.stack @requires:vm.variables @id:feat-effect-outward
  Scenario: A clause that performs its own effect asks the next handler outward, each time
    Given the clause base
      """
      end by resuming with 1
      """
    And the clause more
      """
      end by resuming with what "n" gives plus 10
      """
    And the function innermost
      """
      handle "n" by more
      print what "n" gives
      print what "n" gives
      """
    And the function middlemost
      """
      handle "n" by more
      call innermost
      print what "n" gives
      """
    And the function main
      """
      handle "n" by base
      call middlemost
      print what "n" gives
      """
    When the program runs
    Then it prints "21", "21", "11", "1"
    And the run returns

  @EFF-08 @EFF-05 @requires:vm.aggregates @requires:vm.jumps @requires:vm.stack @requires:vm.unwinding @requires:vm.variables @id:feat-effect-inner-handlers
  Scenario Outline: The handlers of the waiting frames are inactive in the clause and active again behind it: <resumption>
    Given the clause answer
      """
      try
        perform "tell"
      caught
        print the code
      end
      <resumption>
      """
    And the clause told
      """
      end by resuming with "told"
      """
    And the function works
      """
      handle "tell" by told
      print what "tell" gives
      perform "ask"
      print what "tell" gives
      """
    And the function asks
      """
      handle "ask" by answer
      call works
      """
    And the function main
      """
      call asks
      """
    When the program runs
    Then it prints "told", "unhandled-effect", "told"
    And the run returns

    Examples:
      | resumption             |
      | resume with nil        |
      | end by resuming with 1 |

  @EFF-06 @UNW-06 @requires:vm.aggregates @requires:vm.arithmetic @requires:vm.jumps @requires:vm.stack @requires:vm.unwinding @requires:vm.variables @id:feat-effect-abort
  Scenario Outline: A clause that ends without resuming unwinds the waiting frames, the innermost first: <end>
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
      return "over"
      """
    And the clause gives_up
      """
      <end>
      """
    And the function works
      """
      finally first
      perform "ask"
      print "not reached"
      """
    And the function calls
      """
      finally second
      try
        call works
      caught
        print "not recovered"
      end
      print "not reached"
      """
    And the function asks
      """
      handle "ask" by gives_up
      finally third
      call calls
      print "not reached"
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
    Then it prints "first", "second", "third", "<outcome>"
    And the run returns

    Examples:
      | end                 | outcome          |
      | return "done"       | done             |
      | end by calling over | over             |
      | panic "no"          | user             |
      | divide by zero      | division-by-zero |
      | perform "unknown"   | unhandled-effect |

  @EFF-06 @requires:vm.stack @requires:vm.unwinding @requires:vm.variables @id:feat-effect-abort-of-clause
  Scenario Outline: The frames of two handlers are unwound if the clause performs again and is not resumed: <again>
    Given the function tidy
      """
      print "tidied"
      """
    And the function last
      """
      print "cleanup of the clause"
      """
    And the function deeper
      """
      perform "stop"
      """
    And the clause stops
      """
      return "stopped"
      """
    And the clause asks_on
      """
      finally last
      <again>
      print "not reached"
      """
    And the function works
      """
      handle "ask" by asks_on
      finally tidy
      perform "ask"
      print "not reached"
      """
    And the function outermost
      """
      handle "stop" by stops
      call works
      print "not reached"
      """
    And the function main
      """
      print what outermost returns
      """
    When the program runs
    Then it prints "cleanup of the clause", "tidied", "stopped"
    And the run returns

    Examples:
      | again                         |
      | perform "stop"                |
      | call deeper                   |
      | resume with what "stop" gives |

  @EFF-06 @ISA-62 @UNW-06 @requires:vm.aggregates @requires:vm.jumps @requires:vm.stack @requires:vm.unwinding @requires:vm.variables @id:feat-effect-handlers-end
  Scenario Outline: The handlers of frames that were left are gone: <way>, then <effect>
    Given the clause stops
      """
      return "stopped"
      """
    And the clause answer
      """
      end by resuming with 1
      """
    And the function over
      """
      return "over"
      """
    And the function innermost
      """
      handle "ask" by answer
      <way>
      """
    And the function outermost
      """
      handle "stop" by stops
      call innermost
      """
    And the function main
      """
      try
        call outermost
      caught
        print the message
      end
      try
        perform <effect>
        print "handled"
      caught
        print the code
      end
      """
    When the program runs
    Then it prints <printed>
    And the run returns

    Examples:
      | way                 | effect | printed                    |
      | return 1            | "ask"  | "unhandled-effect"         |
      | end by calling over | "ask"  | "unhandled-effect"         |
      | perform "stop"      | "ask"  | "unhandled-effect"         |
      | perform "stop"      | "stop" | "unhandled-effect"         |
      | panic "left"        | "ask"  | "left", "unhandled-effect" |
      | panic "left"        | "stop" | "left", "unhandled-effect" |

  @EFF-06 @EFF-02 @requires:vm.stack @requires:vm.unwinding @requires:vm.variables @id:feat-effect-handlers-stay
  Scenario: A frame that a clause returns to keeps its own handlers and cleanups
    Given the clause stops
      """
      return "stopped"
      """
    And the clause answer
      """
      end by resuming with "answered"
      """
    And the function tidy
      """
      print "tidied"
      """
    And the function innermost
      """
      handle "stop" by stops
      perform "stop"
      """
    And the function caller
      """
      handle "ask" by answer
      finally tidy
      print what innermost returns
      print what "ask" gives
      """
    And the function main
      """
      call caller
      """
    When the program runs
    Then it prints "stopped", "answered", "tidied"
    And the run returns

  @ISA-62 @requires:vm.stack @requires:vm.unwinding @requires:vm.variables @id:feat-effect-part
  Scenario: A recovered panic removes the handlers that were installed in the protected part
    Given the clause one
      """
      end by resuming with 1
      """
    And the clause two
      """
      end by resuming with 2
      """
    And the function asks_last
      """
      print what "ask" gives
      """
    And the function main
      """
      handle "ask" by one
      try
        finally asks_last
        handle "ask" by two
        print what "ask" gives
        panic "leave the part"
      caught
        print what "ask" gives
      end
      print what "ask" gives
      """
    When the program runs
    Then it prints "2", "2", "1", "1"
    And the run returns

  @EFF-03 @ISA-61 @requires:vm.aggregates @requires:vm.jumps @requires:vm.stack @requires:vm.unwinding @requires:vm.variables @id:feat-effect-unhandled
  Scenario Outline: The frame that performs an unhandled effect recovers from it, with all frames in place: <before> <then>
    Given the function tidy
      """
      print "tidied"
      """
    And the clause answer
      """
      end by resuming with 1
      """
    And the function asks
      """
      finally tidy
      try
        perform "ask"
        print "not reached"
      caught
        print the code
      end
      print "and on"
      """
    And the function calls
      """
      <before>
      <then>
      call asks
      print "behind the call"
      """
    And the function main
      """
      call calls
      """
    When the program runs
    Then it prints "unhandled-effect", "and on", "tidied", "behind the call"
    And the run returns

    Examples:
      | before                 | then          |
      |                        |               |
      | handle "Ask" by answer |               |
      | handle "ask" by answer | stop handling |

  @ISA-61 @requires:vm.aggregates @requires:vm.jumps @requires:vm.stack @requires:vm.unwinding @requires:vm.variables @id:feat-effect-arity
  Scenario Outline: An effect with another number of arguments than the clause takes is a panic of its frame: <perform>
    Given the clause answer with 1 argument
      """
      end by resuming with the argument
      """
    And the function asks
      """
      try
        <perform>
        print "not reached"
      caught
        print the code
      end
      print what "ask" gives for 5
      """
    And the function main
      """
      handle "ask" by answer
      call asks
      """
    When the program runs
    Then it prints "arity", "5"
    And the run returns

    Examples:
      | perform                    |
      | perform "ask"              |
      | perform "ask" with 1 and 2 |

  @ISA-62 @ISA-63 @requires:vm.aggregates @requires:vm.jumps @requires:vm.stack @requires:vm.unwinding @requires:vm.variables @id:feat-effect-operands
  Scenario Outline: Operands of another kind are panics, and leave everything as it was: <statement>
    Given the clause answer
      """
      try
        <in clause>
      caught
        print the code
      end
      end by resuming with "answered"
      """
    And the function main
      """
      try
        <statement>
      caught
        print the code
      end
      handle "ask" by answer
      print what "ask" gives
      """
    When the program runs
    Then it prints "<code>", "answered"
    And the run returns

    Examples:
      | statement                | in clause       | code   |
      | handle "ask" by a number |                 | type   |
      | stop handling            |                 | bounds |
      |                          | resume a number | type   |
      |                          | stop handling   | bounds |

    @EFF-14 @requires:vm.continuations
    Examples:
      | statement     | in clause     | code |
      | keep a number |               | type |
      |               | keep a number | type |

  @EFF-04 @requires:vm.variables @id:feat-effect-every
  Scenario Outline: A handler of every effect receives the name and a list of the arguments: <perform>
    Given the clause every of every effect
      """
      print the name of the effect
      end by resuming with the list of arguments
      """
    And the function main
      """
      handle "*" by every
      print <value>
      """
    When the program runs
    Then it prints "<name>" first and then the line <list>
    And the run returns

    Examples:
      | value                            | name | list       |
      | what "none" gives                | none | []         |
      | what "one" gives for 1           | one  | [1]        |
      | what "two" gives for "a" and nil | two  | ["a", nil] |

  @PANIC-02 @requires:vm.aggregates @requires:vm.arithmetic @requires:vm.jumps @requires:vm.stack @requires:vm.unwinding @requires:vm.variables @id:feat-effect-no-panic
  Scenario Outline: A panic is no effect, and an effect is no panic: <statement>
    Given the clause every of every effect
      """
      print the name of the effect
      end by resuming with nil
      """
    And the function works
      """
      try
        perform "user"
        perform "panic"
        print "effects are over"
      caught
        print "not recovered"
      end
      <statement>
      """
    And the function main
      """
      handle "*" by every
      try
        call works
      caught
        print the code
      end
      """
    When the program runs with at most 200 frames
    Then it prints "user", "panic", "effects are over", "<code>"
    And the run returns

    Examples:
      | statement           | code             |
      | panic "user"        | user             |
      | divide by zero      | division-by-zero |
      | recurse without end | stack-overflow   |

  @EFF-09 @requires:vm.aggregates @requires:vm.jumps @requires:vm.stack @requires:vm.tasks @requires:vm.unwinding @requires:vm.variables @id:feat-effect-task
  Scenario Outline: A task begins without the handlers of the task that spawns it: spawned by <where>
    Given the clause answer
      """
      <in clause>
      end by resuming with 1
      """
    And the function child
      """
      try
        perform "ask"
        print "handled"
      caught
        print the code
      end
      """
    And the function spawns
      """
      spawn child
      join child
      """
    And the function handles_and_spawns
      """
      handle "ask" by answer
      spawn child
      join child
      """
    And the function main
      """
      handle "ask" by answer
      <in main>
      perform "ask"
      """
    When the program runs
    Then it prints "unhandled-effect"
    And the run returns

    Examples:
      | where                      | in main                 | in clause   |
      | a frame below the handler  | call spawns             |             |
      | the frame with the handler | call handles_and_spawns |             |
      | a clause                   |                         | call spawns |

  @EFF-09 @requires:vm.arithmetic @requires:vm.comparison @requires:vm.jumps @requires:vm.stack @requires:vm.tasks @requires:vm.variables @id:feat-effect-tasks
  Scenario: Tasks that take turns have their own handlers of the same effect
    Given the clause left_answer
      """
      add 1 to left_count
      yield
      end by resuming with 1
      """
    And the clause right_answer
      """
      add 2 to right_count
      yield
      end by resuming with 2
      """
    And the function asks
      """
      repeat 50 times
        yield
        perform "ask"
      end
      """
    And the function left
      """
      handle "ask" by left_answer
      call asks
      """
    And the function right
      """
      handle "ask" by right_answer
      call asks
      """
    And the function main
      """
      spawn left
      spawn right
      join left
      join right
      print the value of left_count
      print the value of right_count
      """
    When the program runs
    Then it prints "50", "100"
    And the run returns

  @EFF-17 @requires:vm.arithmetic @requires:vm.comparison @requires:vm.jumps @requires:vm.stack @requires:vm.variables @id:feat-effect-space
  Scenario Outline: <times> effects need no more of the stack than one, answered with <answer>
    Given the clause one
      """
      end by resuming with 1
      """
    And the clause two
      """
      end by resuming with <answer>
      """
    And the function asks
      """
      handle "ask" by two
      repeat <times> times
        perform "ask"
        add 1 to answers
      end
      print the value of answers
      """
    And the function main
      """
      handle "ask" by one
      handle "other" by one
      call asks
      """
    When the program runs with at most 40 frames
    Then it prints "<times>"
    And the run returns

    Examples:
      | times | answer                    |
      | 1000  | 2                         |
      | 1000  | what "ask" gives          |
      | 1000  | what "other" gives plus 1 |

  @EFF-05 @UNW-06 @requires:vm.unwinding @requires:vm.variables @id:feat-effect-order
  Scenario: The resumed frames return to the clause, which goes on
    Given the function tidy
      """
      print "cleanup of the frame that asks"
      """
    And the function last
      """
      print "cleanup of the clause"
      """
    And the clause answer
      """
      finally last
      print "the clause answers"
      print what resuming with "the answer" gives
      return "end of the clause"
      """
    And the function asks
      """
      handle "ask" by answer
      finally tidy
      print what "ask" gives
      return "end of the frame that asks"
      """
    And the function main
      """
      print what asks returns
      """
    When the program runs
    Then it prints "the clause answers", "the answer", "cleanup of the frame that asks", "end of the frame that asks", "cleanup of the clause", "end of the clause"
    And the run returns

  @ISA-63 @UNW-06 @requires:vm.stack @requires:vm.unwinding @requires:vm.variables @id:feat-effect-tail
  Scenario: TAIL_RESUME calls the cleanups of the clause before it resumes, and does not unwind the frames
    Given the function tidy
      """
      print "cleanup of the frame that asks"
      """
    And the function last
      """
      print "cleanup of the clause"
      """
    And the clause answer
      """
      finally last
      end by resuming with "the answer"
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
      print "and on"
      """
    When the program runs
    Then it prints "cleanup of the clause", "the answer", "cleanup of the frame that asks", "and on"
    And the run returns

  @EFF-02 @EFF-05 @requires:vm.arithmetic @requires:vm.comparison @requires:vm.jumps @requires:vm.stack @requires:vm.variables @id:feat-effect-recursion
  Scenario Outline: Frames of <depth> calls wait for the answer to the innermost of them
    Given the clause answer with 1 argument
      """
      return what resuming with the argument plus 1 gives plus 1000
      """
    And the function dig
      """
      add 1 to depth
      if depth is <depth>
        return what "ask" gives for 5
      end
      return what dig returns plus 1
      """
    And the function asks
      """
      handle "ask" by answer
      return what dig returns
      """
    And the function main
      """
      print what asks returns
      """
    When the program runs
    Then it prints "<printed>"
    And the run returns

    Examples:
      | depth | printed |
      | 1     | 1006    |
      | 10    | 1015    |
      | 200   | 1205    |
