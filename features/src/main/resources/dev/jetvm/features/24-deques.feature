@level:must @kind:scenario @requires:deque.core
Feature: Work-stealing deques
  Each worker keeps its ready tasks in a deque. It pushes and pops at one end, like a stack; idle workers steal at the
  other end, where the oldest task is.

  @DEQ-02 @id:feat-deque-owner
  Scenario: The owner sees a stack
    Given a deque Tasks
    When the owner pushes the numbers from 1 to 5 onto Tasks
    Then the owner pops the numbers from 5 down to 1 from Tasks
    And pop finds Tasks empty

  @DEQ-02 @id:feat-deque-thief
  Scenario: A thief sees a queue
    Given a deque Tasks
    When the owner pushes the numbers from 1 to 5 onto Tasks
    Then a thief steals the numbers from 1 to 5 from Tasks
    And steal finds Tasks empty

  @DEQ-02 @id:feat-deque-both
  Scenario: Owner and thief take from different ends
    Given a deque Tasks
    When the owner pushes the numbers from 1 to 6 onto Tasks
    Then the owner pops 6 from Tasks
    And a thief steals 1 from Tasks
    When the owner pushes 7 onto Tasks
    Then a thief steals 2 from Tasks
    And the owner pops 7 from Tasks
    And the owner pops 5 from Tasks
    And a thief steals 3 from Tasks
    And the owner pops 4 from Tasks
    And steal finds Tasks empty

  @DEQ-04 @id:feat-deque-fresh
  Scenario Outline: A fresh deque is empty for <operation> and stays usable
    Given a deque Tasks
    Then <operation> finds Tasks empty
    And <operation> finds Tasks empty
    When the owner pushes 9 onto Tasks
    And the owner pushes 10 onto Tasks
    Then a thief steals 9 from Tasks
    And the owner pops 10 from Tasks
    And pop finds Tasks empty

    Examples:
      | operation |
      | pop       |
      | steal     |

  @DEQ-05 @id:feat-deque-last
  Scenario: The last element is taken at one end only
    Given a deque Tasks
    When the owner pushes 1 onto Tasks
    Then a thief steals 1 from Tasks
    And pop finds Tasks empty
    When the owner pushes 2 onto Tasks
    Then the owner pops 2 from Tasks
    And steal finds Tasks empty

  @DEQ-07 @id:feat-deque-growth
  Scenario Outline: A deque grows to <count> elements
    Given a deque Tasks
    When the owner pushes the numbers from 1 to <count> onto Tasks
    Then a thief steals the numbers from 1 to <half> from Tasks
    And the owner pops the numbers from <count> down to <next> from Tasks
    And pop finds Tasks empty

    Examples:
      | count | half | next |
      | 32    | 16   | 17   |
      | 96    | 48   | 49   |
      | 400   | 200  | 201  |

  @DEQ-07 @DEQ-08 @requires:deque.churn @id:feat-deque-wrap
  Scenario Outline: A deque grows while its elements reach around the end of the array: begin at <shift>
    Given a deque Tasks
    When <shift> numbers from 1 on pass through Tasks and are taken by steal
    And the owner pushes the numbers from 1001 to 1150 onto Tasks
    Then a thief steals the numbers from 1001 to 1050 from Tasks
    And the owner pops the numbers from 1150 down to 1051 from Tasks
    And steal finds Tasks empty

    Examples:
      | shift |
      | 40    |
      | 63    |
      | 100   |

  @DEQ-08 @requires:deque.churn @id:feat-deque-long
  Scenario Outline: After 300,000 operations a deque is as on the first day: <take>
    Given a deque Tasks
    When 300000 numbers from 0 on pass through Tasks and are taken by <take>
    Then pop finds Tasks empty
    When the owner pushes the numbers from 1 to 3 onto Tasks
    Then a thief steals 1 from Tasks
    And the owner pops 3 from Tasks
    And the owner pops 2 from Tasks
    And steal finds Tasks empty

    Examples:
      | take  |
      | pop   |
      | steal |

  @DEQ-01 @id:feat-deque-two
  Scenario: Two deques share nothing
    Given a deque Mine
    And a deque Yours
    When the owner pushes 1 onto Mine
    And the owner pushes 2 onto Yours
    Then a thief steals 2 from Yours
    And steal finds Yours empty
    And the owner pops 1 from Mine
