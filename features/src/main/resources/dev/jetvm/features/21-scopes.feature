@level:must @kind:scenario @requires:vm.run @requires:vm.text @requires:vm.tasks @requires:vm.scopes @requires:vm.constants @requires:vm.variables @requires:vm.calls @requires:vm.stack @requires:vm.jumps
Feature: Scopes
  A scope is a part of a program that ends after the tasks that were spawned in it. A task therefore never outlives the
  code that is responsible for it, and its failure reaches this code.

  @SCHED-15 @id:feat-scope-waits
  Scenario Outline: A scope ends after its tasks: <how>
    Given the function child
      """
      <how>
      print "child"
      """
    And the function main
      """
      open a scope
      spawn child
      close the scope
      print "behind the scope"
      """
    When the program runs
    Then it prints "child", "behind the scope"

    Examples:
      | how   |
      | yield |

    @requires:vm.timers
    Examples:
      | how      |
      | sleep 20 |

  @SCHED-15 @id:feat-scope-grandchildren
  Scenario: Tasks of tasks belong to the scope, too
    Given the function grandchild
      """
      yield
      yield
      yield
      print "grandchild"
      """
    And the function child
      """
      spawn grandchild
      print "child"
      """
    And the function main
      """
      open a scope
      spawn child
      close the scope
      print "behind the scope"
      """
    When the program runs
    Then it prints "grandchild" before "behind the scope"
    And it prints "child" before "behind the scope"

  @SCHED-15 @id:feat-scope-outside
  Scenario: A scope does not wait for older tasks
    Given the function older
      """
      wait for closed
      print "older"
      """
    And the function child
      """
      print "child"
      """
    And the function main
      """
      spawn older
      open a scope
      spawn child
      close the scope
      print "behind the scope"
      set closed
      """
    When the program runs
    Then it prints "child", "behind the scope", "older"

  @SCHED-15 @requires:vm.unwinding @requires:vm.aggregates @requires:vm.arithmetic @id:feat-scope-failure
  Scenario Outline: The first failure ends the others and is raised at the end: <code>
    Given the function tidy
      """
      print "tidied"
      """
    And the function sibling
      """
      finally tidy
      set begun
      yield for ever
      """
    And the function bad
      """
      wait for begun
      <failure>
      """
    And the function main
      """
      try
        open a scope
        spawn sibling
        spawn bad
        close the scope
        print "not reached"
      caught
        print the code
      end
      """
    When the program runs
    Then it prints "tidied", "<code>"
    And the run returns

    Examples:
      | failure        | code             |
      | divide by zero | division-by-zero |
      | panic "no"     | user             |

  @SCHED-15 @requires:vm.unwinding @requires:vm.aggregates @requires:vm.arithmetic @id:feat-scope-unrecovered
  Scenario: Without a handler the failure of a task ends the run
    Given the function bad
      """
      divide by zero
      """
    And the function main
      """
      open a scope
      spawn bad
      close the scope
      print "not reached"
      """
    When the program runs
    Then it prints nothing
    And the run panics with division-by-zero

  @SCHED-15 @requires:vm.unwinding @requires:vm.aggregates @id:feat-scope-interrupts
  Scenario: A failure ends the wait of the owner inside the scope
    Given the function bad
      """
      panic "stop"
      """
    And the function slow
      """
      wait for recovered
      print "slow"
      """
    And the function main
      """
      spawn slow
      try
        open a scope
        spawn bad
        join slow
        print "not reached"
        close the scope
      caught
        print the code
      end
      set recovered
      join slow
      """
    When the program runs
    Then it prints "user", "slow"

  @SCHED-15 @requires:vm.cancellation @id:feat-scope-cancelled-child
  Scenario: A cancelled task is no failure
    Given the function child
      """
      set begun
      yield for ever
      """
    And the function other
      """
      wait for cancelled
      print "other"
      """
    And the function main
      """
      open a scope
      spawn child
      spawn other
      wait for begun
      cancel child
      set cancelled
      close the scope
      print "behind the scope"
      """
    When the program runs
    Then it prints "other", "behind the scope"
    And the run returns

  @SCHED-15 @requires:vm.unwinding @requires:vm.aggregates @id:feat-scope-owner-fails
  Scenario: A panic of the owner cancels the tasks and waits for them
    Given the function tidy
      """
      yield
      yield
      print "tidied"
      """
    And the function child
      """
      finally tidy
      set begun
      yield for ever
      """
    And the function main
      """
      try
        open a scope
        spawn child
        wait for begun
        panic "enough"
      caught
        print the code
      end
      print "and on"
      """
    When the program runs
    Then it prints "tidied", "user", "and on"

  @SCHED-15 @requires:vm.unwinding @requires:vm.aggregates @id:feat-scope-nested
  Scenario: A failure is recovered around the inner scope and leaves the outer one alone
    Given the function bad
      """
      panic "inner"
      """
    And the function steady
      """
      wait for recovered
      print "steady"
      """
    And the function main
      """
      open a scope
      spawn steady
      try
        open a scope
        spawn bad
        close the scope
      caught
        print the code
      end
      set recovered
      close the scope
      print "behind both"
      """
    When the program runs
    Then it prints "user", "steady", "behind both"

  @SCHED-15 @id:feat-scope-return
  Scenario: A function that returns waits for its scope
    Given the function child
      """
      yield
      yield
      print "child"
      """
    And the function opens
      """
      open a scope
      spawn child
      return "left open"
      """
    And the function main
      """
      call opens
      print "behind the call"
      """
    When the program runs
    Then it prints "child", "behind the call"

  @SCHED-15 @requires:vm.unwinding @requires:vm.aggregates @requires:vm.arithmetic @id:feat-scope-joined
  Scenario: A joined failure is still the failure of its scope
    Given the function bad
      """
      divide by zero
      """
    And the function main
      """
      try
        open a scope
        spawn bad
        try
          join bad
        caught
          print the code
        end
        print "recovered inside"
        close the scope
        print "not reached"
      caught
        print the code
      end
      """
    When the program runs
    Then it prints "division-by-zero", "recovered inside", "division-by-zero"
