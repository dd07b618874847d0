@level:must @kind:scenario @requires:vm.run @requires:vm.text @requires:vm.calls @requires:vm.constants @requires:vm.stack @requires:vm.unwinding
Feature: Panics
  An operation that has no result panics. The innermost active protected part recovers the panic and learns its code, its
  message and its value; without such a part the task ends with it.

  @PANIC-15 @PANIC-04 @ISA-46 @requires:vm.aggregates @requires:vm.arithmetic @requires:vm.jumps @requires:vm.variables @id:feat-panic-code
  Scenario Outline: Each kind of panic is recovered with its code: <statement>
    Given the function tidy
      """
      print "tidied"
      """
    And the function works
      """
      finally tidy
      <statement>
      print "not reached"
      """
    And the function main
      """
      try
        call works
        print "not reached"
      caught
        print the code
        print the value of the panic
      end
      print "and on"
      """
    When the program runs with at most 200 frames
    Then it prints "tidied", "<code>", "<value>", "and on"
    And the run returns

    Examples:
      | statement                   | code              | value |
      | panic 7                     | user              | 7     |
      | panic nil                   | user              | nil   |
      | take the length of nil      | type              | nil   |
      | index behind an array       | bounds            | nil   |
      | look up no key              | key               | nil   |
      | make an array without end   | capacity-overflow | nil   |
      | read an undefined variable  | undefined         | nil   |
      | call a number               | not-callable      | nil   |
      | call works with 2 arguments | arity             | nil   |
      | recurse without end         | stack-overflow    | nil   |

    @requires:vm.arithmetic
    Examples:
      | statement               | code             | value |
      | divide by zero          | division-by-zero | nil   |
      | add to the greatest int | int-overflow     | nil   |

    @requires:vm.effects
    Examples:
      | statement         | code             | value |
      | perform "unknown" | unhandled-effect | nil   |
      | stop handling     | bounds           | nil   |

  @ISA-47 @PANIC-15 @requires:vm.aggregates @requires:vm.jumps @requires:vm.variables @id:feat-panic-cleanup-operand
  Scenario Outline: A cleanup that cannot be registered or called is a panic: <statement>
    Given the function older
      """
      print "older"
      """
    And the function takes with 2 parameters
      """
      print "not reached"
      """
    And the function works
      """
      finally older
      <statement>
      return "done"
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
    Then it prints "older", "<code>"
    And the run returns

    Examples:
      | statement        | code  |
      | finally a number | type  |
      | finally takes    | arity |

  @PANIC-13 @ISA-48 @requires:vm.aggregates @requires:vm.jumps @requires:vm.variables @id:feat-panic-value
  Scenario Outline: PANIC takes any value, and its text is the message: <value>
    Given the function helper
      """
      return "from a callee"
      """
    And the function main
      """
      try
        try
          panic <value>
        caught
          print the message
          panic the value of the panic
        end
      caught
        print the message
        print the value of the panic
      end
      """
    When the program runs
    Then it prints "<text>", "<text>", "<text>"
    And the run returns

    Examples:
      | value               | text          |
      | "a text"            | a text        |
      | -12                 | -12           |
      | nil                 | nil           |
      | what helper returns | from a callee |

  @PANIC-13 @PANIC-01 @requires:vm.aggregates @requires:vm.arithmetic @requires:vm.jumps @requires:vm.variables @id:feat-panic-number
  Scenario Outline: The value of a panic keeps its type: <value> plus 1 is computed, <outcome>
    Given the function works
      """
      panic <value>
      """
    And the function main
      """
      try
        try
          call works
        caught
          print the value of the panic plus 1
        end
      caught
        print the code
      end
      """
    When the program runs
    Then it prints "<outcome>"
    And the run returns

    Examples:
      | value | outcome |
      | 41    | 42      |
      | nil   | type    |

  @PANIC-01 @requires:vm.aggregates @requires:vm.jumps @requires:vm.variables @id:feat-panic-maps
  Scenario: Each handler has the panic that it recovered, whatever is recovered meanwhile
    Given the function works
      """
      try
        panic "of the callee"
      caught
        print the message
      end
      """
    And the function fails
      """
      panic "the outer"
      """
    And the function main
      """
      try
        call fails
      caught
        try
          panic "the inner"
        caught
          print the message
        end
        call works
        print the message
      end
      """
    When the program runs
    Then it prints "the inner", "of the callee", "the outer"
    And the run returns

  @PANIC-09 @requires:vm.arithmetic @requires:vm.comparison @requires:vm.jumps @requires:vm.variables @id:feat-panic-handled
  Scenario Outline: A handler is executed once for each panic: <panics> of 5 parts panic
    Given the function works
      """
      add 1 to begun
      if begun is <first>
        panic "now"
      end
      if begun is <second>
        panic "and now"
      end
      add 10 to ended
      """
    And the function main
      """
      repeat 5 times
        try
          call works
          add 1 to ended
        caught
          add 1 to handled
        end
      end
      print the value of ended
      print the value of handled
      """
    When the program runs
    Then it prints "<ended>", "<panics>"
    And the run returns

    Examples:
      | first | second | ended | panics |
      | 9     | 9      | 55    | 0      |
      | 1     | 9      | 44    | 1      |
      | 5     | 5      | 44    | 1      |
      | 2     | 4      | 33    | 2      |

  @UNW-09 @ISA-46 @requires:vm.arithmetic @requires:vm.jumps @requires:vm.variables @id:feat-panic-variables
  Scenario: The handler sees what was assigned last, in the part and by cleanups
    Given the function increments
      """
      add 100 to count
      """
    And the function works
      """
      finally increments
      add 10 to count
      panic "no"
      """
    And the function main
      """
      add 1 to count
      try
        add 1 to count
        finally increments
        call works
      caught
        print the value of count
      end
      add 1 to count
      print the value of count
      """
    When the program runs
    Then it prints "212", "213"
    And the run returns

  @PANIC-08 @INTERP-06 @requires:vm.aggregates @requires:vm.arithmetic @requires:vm.comparison @requires:vm.jumps @requires:vm.variables @id:feat-panic-overflow
  Scenario Outline: A stack overflow is recovered again and again: <where>
    Given the function measures
      """
      repeat 3 times
        try
          recurse without end
          print "not reached"
        caught
          print the code
        end
      end
      """
    And the function panics_in_a_cleanup
      """
      finally measures
      """
    And the function in_a_cleanup
      """
      call panics_in_a_cleanup
      """
    And the function main
      """
      call <where>
      print "and on"
      """
    When the program runs with at most 200 frames
    Then it prints "stack-overflow", "stack-overflow", "stack-overflow", "and on"
    And the run returns

    Examples:
      | where        |
      | measures     |
      | in_a_cleanup |

  @PANIC-08 @INTERP-06 @requires:vm.aggregates @requires:vm.arithmetic @requires:vm.comparison @requires:vm.jumps @requires:vm.scopes @requires:vm.tasks @requires:vm.variables @id:feat-panic-overflow-task
  Scenario Outline: A stack overflow is recovered in a task that was spawned: <where>
    Given the function measures
      """
      repeat 3 times
        try
          recurse without end
          print "not reached"
        caught
          print the code
        end
      end
      """
    And the function in_a_task
      """
      spawn measures
      join measures
      """
    And the function in_a_task_of_a_task
      """
      spawn in_a_task as child
      join child
      """
    And the function in_a_scope
      """
      open a scope
      spawn measures
      close the scope
      """
    And the function main
      """
      call <where>
      print "and on"
      """
    When the program runs with at most 200 frames
    Then it prints "stack-overflow", "stack-overflow", "stack-overflow", "and on"
    And the run returns

    Examples:
      | where               |
      | in_a_task           |
      | in_a_task_of_a_task |
      | in_a_scope          |

  @PANIC-08 @INTERP-06 @requires:vm.aggregates @requires:vm.arithmetic @requires:vm.comparison @requires:vm.effects @requires:vm.jumps @requires:vm.variables @id:feat-panic-overflow-effect
  Scenario: A stack overflow is recovered in a clause and in resumed frames
    Given the clause answer
      """
      try
        recurse without end
      caught
        print the code
      end
      resume with "resumed"
      try
        recurse without end
      caught
        print the code
      end
      """
    And the function asks
      """
      handle "ask" by answer
      print what "ask" gives
      try
        recurse without end
      caught
        print the code
      end
      """
    And the function main
      """
      repeat 2 times
        call asks
      end
      """
    When the program runs with at most 200 frames
    Then it prints "stack-overflow", "resumed", "stack-overflow", "stack-overflow", "stack-overflow", "resumed", "stack-overflow", "stack-overflow"
    And the run returns

  @INTERP-06 @PANIC-08 @requires:vm.aggregates @requires:vm.arithmetic @requires:vm.jumps @requires:vm.variables @id:feat-panic-overflow-cleanups
  Scenario Outline: After a stack overflow the cleanup of each of the frames runs: <frames> frames
    Given the function leaves
      """
      add 1 to left
      """
    And the function dig
      """
      add 1 to depth
      finally leaves
      call dig
      """
    And the function main
      """
      try
        call dig
      caught
        print the code
      end
      print the value of depth
      print the value of left
      """
    When the program runs with at most <frames> frames
    Then it prints "stack-overflow", "<calls>", "<calls>"
    And the run returns

    Examples:
      | frames | calls |
      | 2      | 1     |
      | 40     | 39    |
      | 200    | 199   |

  @UNW-07 @INTERP-15 @requires:vm.aggregates @requires:vm.arithmetic @id:feat-panic-unrecovered
  Scenario Outline: A panic that nothing recovers calls the cleanups of all frames and ends the run: <panic>
    Given the function first
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
      <panic>
      print "not reached"
      """
    And the function main
      """
      finally second
      call works
      print "not reached"
      """
    When the program runs with at most 200 frames
    Then it prints "first", "second"
    And the run panics with <code>

    Examples:
      | panic                       | code           |
      | panic "no"                  | user           |
      | take the length of nil      | type           |
      | call works with 2 arguments | arity          |
      | recurse without end         | stack-overflow |

    @requires:vm.effects
    Examples:
      | panic             | code             |
      | perform "unknown" | unhandled-effect |

  @PANIC-10 @ISA-46 @requires:vm.aggregates @requires:vm.arithmetic @requires:vm.jumps @requires:vm.variables @id:feat-panic-ended-parts
  Scenario Outline: A part that has ended recovers nothing: <work>
    Given the function fails
      """
      panic "later"
      """
    And the function part_returns
      """
      try
        return 1
      caught
        print "not recovered"
      end
      """
    And the function part_ends
      """
      try
        add 1 to count
      caught
        print "not recovered"
      end
      """
    And the function part_recovers
      """
      try
        panic "before"
      caught
        add 1 to count
      end
      """
    And the function part_calls_at_the_end
      """
      try
        end by calling fails
      caught
        print "not recovered"
      end
      """
    And the function works
      """
      try
        add 1 to count
      caught
        print "not recovered"
      end
      call <work>
      call fails
      """
    And the function main
      """
      try
        call works
      caught
        print the message
      end
      """
    When the program runs
    Then it prints "later"
    And the run returns

    Examples:
      | work                  |
      | part_returns          |
      | part_ends             |
      | part_recovers         |
      | part_calls_at_the_end |

  @PANIC-04 @ISA-51 @requires:vm.aggregates @requires:vm.arithmetic @requires:vm.jumps @requires:vm.tasks @requires:vm.variables @id:feat-panic-join
  Scenario Outline: A panic of a task reaches whoever joins it, each time: <panic>
    Given the function tidy
      """
      print "tidied"
      """
    And the function bad
      """
      finally tidy
      <panic>
      """
    And the function joins
      """
      try
        join bad
      caught
        print the code
      end
      """
    And the function joins_too
      """
      join bad
      """
    And the function main
      """
      spawn bad
      call joins
      spawn joins as other
      join other
      spawn joins_too
      try
        join joins_too
      caught
        print the code
      end
      print "and on"
      """
    When the program runs with at most 200 frames
    Then it prints "tidied", "<code>", "<code>", "<code>", "and on"
    And the run returns

    Examples:
      | panic                  | code           |
      | panic "no"             | user           |
      | take the length of nil | type           |
      | recurse without end    | stack-overflow |

    @requires:vm.effects
    Examples:
      | panic             | code             |
      | perform "unknown" | unhandled-effect |

  @PANIC-04 @UNW-08 @ISA-51 @requires:vm.aggregates @requires:vm.jumps @requires:vm.tasks @requires:vm.variables @id:feat-panic-join-cleanup
  Scenario Outline: A cleanup joins a task that panics: <cleanup>, <way>
    Given the function bad
      """
      panic "of the task"
      """
    And the function joins
      """
      join bad
      """
    And the function recovers
      """
      try
        join bad
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
      <way>
      """
    And the function main
      """
      spawn bad
      try
        print what works returns
      caught
        print the message
      end
      """
    When the program runs
    Then it prints <printed>
    And the run returns

    Examples:
      | cleanup  | way           | printed                        |
      | joins    | return "done" | "older", "of the task"         |
      | recovers | return "done" | "of the task", "older", "done" |
      | recovers | panic "no"    | "of the task", "older", "no"   |

  @ISA-47 @UNW-08 @requires:vm.jumps @requires:vm.tasks @requires:vm.variables @id:feat-panic-second-task
  Scenario: A second panic in a task ends the run, whoever joins the task
    Given the function older
      """
      print "not reached"
      """
    And the function bad
      """
      panic "the second"
      """
    And the function works
      """
      finally older
      finally bad
      panic "the first"
      """
    And the function main
      """
      finally older
      spawn works
      try
        join works
      caught
        print "not recovered"
      end
      print "not reached"
      """
    When the program runs
    Then it prints nothing
    And the run panics with user and the message "the second"
