@level:must @kind:scenario @requires:vm.run @requires:vm.text @requires:vm.tasks @requires:vm.cancellation @requires:vm.constants @requires:vm.variables @requires:vm.calls @requires:vm.stack @requires:vm.jumps @requires:vm.unwinding @requires:vm.aggregates
Feature: Cancellation
  A cancelled task unwinds as if it had panicked: its cleanups run, its scopes close, and no handler stops it. Deadlines
  and the failures of scopes cancel in the same way.

  @SCHED-16 @ISA-53 @id:feat-cancel-wait
  Scenario Outline: A task that waits is cancelled at once: <wait>
    Given the function tidy
      """
      print "tidied"
      """
    And the function endless
      """
      yield for ever
      """
    And the function worker
      """
      finally tidy
      set begun
      <wait>
      print "not reached"
      """
    And the function main
      """
      spawn endless
      spawn worker
      wait for begun
      cancel worker
      try
        join worker
      caught
        print the code
      end
      cancel endless
      """
    When the program runs
    Then it prints "tidied", "cancelled"
    And the run returns

    Examples:
      | wait           |
      | yield for ever |
      | join endless   |

    @requires:vm.timers
    Examples:
      | wait            |
      | sleep 100000000 |

    @requires:vm.parking
    Examples:
      | wait |
      | park |

    @requires:vm.preemption
    Examples:
      | wait          |
      | loop for ever |

  @SCHED-16 @id:feat-cancel-order
  Scenario: Cleanups run in reverse order, in the caller after those in the callee
    Given the function outer
      """
      print "outer"
      """
    And the function middle
      """
      print "middle"
      """
    And the function inner
      """
      print "inner"
      """
    And the function callee
      """
      finally inner
      set begun
      yield for ever
      """
    And the function worker
      """
      finally outer
      finally middle
      call callee
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
    Then it prints "inner", "middle", "outer", "cancelled"

  @SCHED-16 @id:feat-cancel-handler
  Scenario: No handler stops a cancellation
    Given the function worker
      """
      try
        try
          set begun
          yield for ever
        caught
          print "inner handler"
        end
      caught
        print "outer handler"
      end
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
    Then it prints "cancelled"

  @SCHED-16 @id:feat-cancel-repeat
  Scenario Outline: <times> cancellations end a task as one does
    Given the function tidy
      """
      yield
      print "tidied"
      yield
      """
    And the function worker
      """
      finally tidy
      set begun
      yield for ever
      """
    And the function main
      """
      spawn worker
      wait for begun
      <more>
      cancel worker
      yield
      cancel worker
      try
        join worker
      caught
        print the code
      end
      cancel worker
      print "and on"
      """
    When the program runs
    Then it prints "tidied", "cancelled", "and on"

    Examples:
      | times | more          |
      | 3     |               |
      | 4     | cancel worker |

  @ISA-53 @TASK-13 @id:feat-cancel-dead
  Scenario: The cancellation of a dead task has no effect
    Given the function worker
      """
      return "its result"
      """
    And the function main
      """
      spawn worker
      join worker
      cancel worker
      print the result of worker
      """
    When the program runs
    Then it prints "its result"

  @SCHED-16 @id:feat-cancel-cleanup-waits
  Scenario: A cleanup may spawn and wait, undisturbed
    Given the function helper
      """
      yield
      yield
      return "saved"
      """
    And the function tidy
      """
      spawn helper
      print the result of helper
      """
    And the function worker
      """
      finally tidy
      set begun
      yield for ever
      """
    And the function main
      """
      spawn worker
      wait for begun
      cancel worker
      cancel worker
      try
        join worker
      caught
        print the code
      end
      """
    When the program runs
    Then it prints "saved", "cancelled"

  @SCHED-16 @requires:vm.scopes @id:feat-cancel-scope
  Scenario: The cancellation of a task reaches the tasks of its scopes first
    Given the function tidy
      """
      yield
      print "child tidied"
      """
    And the function child
      """
      finally tidy
      set begun
      yield for ever
      """
    And the function last
      """
      print "owner tidied"
      """
    And the function owner
      """
      finally last
      open a scope
      spawn child
      close the scope
      print "not reached"
      """
    And the function main
      """
      spawn owner
      wait for begun
      cancel owner
      try
        join owner
      caught
        print the code
      end
      """
    When the program runs
    Then it prints "child tidied", "owner tidied", "cancelled"

  @ISA-53 @id:feat-cancel-joiner
  Scenario: A cancelled joiner takes nothing from the task or from other joiners
    Given the function worker
      """
      wait for go
      return "its result"
      """
    And the function first
      """
      set waiting
      join worker
      print "not reached"
      """
    And the function second
      """
      print the result of worker
      """
    And the function main
      """
      spawn worker
      spawn first
      spawn second
      wait for waiting
      yield
      cancel first
      try
        join first
      caught
        print the code
      end
      set go
      join second
      print the result of worker
      """
    When the program runs
    Then it prints "cancelled", "its result", "its result"

  @SCHED-26 @requires:vm.scopes @requires:vm.shields @id:feat-cancel-shield
  Scenario: A shield defers the cancellation to the end of its scope
    Given the function worker
      """
      open a scope
      shield the scope
      set begun
      wait for cancelled
      print "in the shield"
      close the scope
      yield for ever
      """
    And the function main
      """
      spawn worker
      wait for begun
      cancel worker
      set cancelled
      try
        join worker
      caught
        print the code
      end
      """
    When the program runs
    Then it prints "in the shield", "cancelled"

  @SCHED-26 @requires:vm.scopes @requires:vm.shields @id:feat-cancel-shields
  Scenario: The outer of two shields lasts longer
    Given the function worker
      """
      open a scope
      shield the scope
      open a scope
      shield the scope
      set begun
      wait for cancelled
      print "in both"
      close the scope
      yield
      yield
      print "in the outer"
      close the scope
      yield for ever
      """
    And the function main
      """
      spawn worker
      wait for begun
      cancel worker
      set cancelled
      try
        join worker
      caught
        print the code
      end
      """
    When the program runs
    Then it prints "in both", "in the outer", "cancelled"

  @SCHED-26 @SCHED-15 @requires:vm.scopes @requires:vm.shields @id:feat-cancel-shield-failure
  Scenario: A shield does not protect from the failure of a task
    Given the function bad
      """
      panic "in the shield"
      """
    And the function main
      """
      try
        open a scope
        shield the scope
        spawn bad
        close the scope
        print "not reached"
      caught
        print the code
      end
      """
    When the program runs
    Then it prints "user"

  @SCHED-25 @requires:vm.scopes @requires:vm.deadlines @id:feat-cancel-deadline
  Scenario Outline: The deadline of a scope cancels its tasks: <wait>
    Given the function tidy
      """
      print "tidied"
      """
    And the function child
      """
      finally tidy
      set begun
      <wait>
      """
    And the function main
      """
      try
        open a scope
        spawn child
        wait for begun
        give the scope 20 ms
        close the scope
        print "not reached"
      caught
        print the code
      end
      """
    When the program runs
    Then it prints "tidied", "deadline"

    Examples:
      | wait           |
      | yield for ever |

    @requires:vm.timers
    Examples:
      | wait            |
      | sleep 100000000 |

    @requires:vm.parking
    Examples:
      | wait |
      | park |

  @SCHED-25 @requires:vm.scopes @requires:vm.deadlines @id:feat-cancel-deadline-owner
  Scenario: The deadline ends a wait of the owner for a task outside
    Given the function outside
      """
      wait for expired
      print "outside"
      """
    And the function main
      """
      spawn outside
      try
        open a scope
        give the scope 20 ms
        join outside
        print "not reached"
        close the scope
      caught
        print the code
      end
      set expired
      join outside
      """
    When the program runs
    Then it prints "deadline", "outside"

  @SCHED-25 @requires:vm.scopes @requires:vm.deadlines @id:feat-cancel-deadline-nested
  Scenario: The shorter deadline of an outer scope ends the inner one
    Given the function child
      """
      yield for ever
      """
    And the function main
      """
      try
        open a scope
        give the scope 20 ms
        try
          open a scope
          give the scope 100000000 ms
          spawn child
          close the scope
        caught
          print the code
        end
        close the scope
        print "not reached"
      caught
        print the code
      end
      """
    When the program runs
    Then it prints "deadline", "deadline"
