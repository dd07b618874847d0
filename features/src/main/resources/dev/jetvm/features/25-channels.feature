@level:must @kind:scenario @requires:channel.tickets
Feature: Channels
  Tasks send values to a channel and receive them from it. What cannot be done yet is waited for, in the order of arrival.

  @CHAN-01 @CHAN-13 @CHAN-26 @requires:channel.unbuffered @id:feat-channel-rendezvous-send
  Scenario: A sender waits for a receiver
    Given an unbuffered channel C
    When Ann sends 7 to C
    Then Ann waits
    When Bob receives from C
    Then Bob has received 7
    And Ann has sent its value

  @CHAN-01 @CHAN-26 @requires:channel.unbuffered @id:feat-channel-rendezvous-receive
  Scenario: A receiver waits for a sender
    Given an unbuffered channel C
    When Bob receives from C
    Then Bob waits
    When Ann sends 7 to C
    Then Ann has sent its value
    And Bob has received 7

  @CHAN-01 @CHAN-15 @requires:channel.unbuffered @id:feat-channel-rendezvous-one
  Scenario: One receive ends one send
    Given an unbuffered channel C
    When Ann sends 1 to C
    And Eve sends 2 to C
    And Bob receives from C
    Then Bob has received 1
    And Ann has sent its value
    And Eve waits
    When Dan receives from C
    Then Dan has received 2
    And Eve has sent its value

  @CHAN-04 @requires:channel.unbuffered @id:feat-channel-answer-stays
  Scenario: A finished operation gives the same answer as often as it is asked
    Given an unbuffered channel C
    When Bob receives from C
    And Ann sends 5 to C
    Then Bob has received 5
    And Bob has received 5
    When Eve receives from C
    Then Eve waits
    And Bob has received 5

  @CHAN-14 @CHAN-08 @requires:channel.unbuffered @id:feat-channel-senders-in-order
  Scenario: Waiting senders are served in the order of their arrival
    Given an unbuffered channel C
    When Ann sends 1 to C
    And Eve sends 2 to C
    And Dan sends 3 to C
    And Bob receives from C
    Then Bob has received 1
    And Ann has sent its value
    And Eve waits
    And Dan waits
    When Jim receives from C
    Then Jim has received 2
    And Dan waits
    When Kim receives from C
    Then Kim has received 3
    And Dan has sent its value

  @CHAN-14 @requires:channel.unbuffered @id:feat-channel-receivers-in-order
  Scenario Outline: Waiting receivers are served in the order of their arrival <kind>
    Given <channel>
    When Bob receives from C
    And Jim receives from C
    And Kim receives from C
    And Ann sends 1 to C
    Then Ann has sent its value
    And Bob has received 1
    And Jim waits
    And Kim waits
    When Eve sends 2 to C
    Then Jim has received 2
    And Kim waits
    When Dan sends 3 to C
    Then Kim has received 3

    Examples:
      | kind             | channel               |
      | without a buffer | an unbuffered channel C |

    @requires:channel.buffered
    Examples:
      | kind          | channel                  |
      | with a buffer | a channel C with 2 places |

  @CHAN-07 @CHAN-08 @CHAN-09 @requires:channel.buffered @id:feat-channel-buffer-capacity
  Scenario Outline: A channel with <places> places takes <places> values
    Given a channel C with <places> places
    When Ann sends 1 to C
    Then Ann has sent its value
    When <second>
    Then Eve has sent its value
    When Dan sends 9 to C
    Then Dan waits
    When Bob receives from C
    Then Bob has received 1
    And Dan has sent its value

    Examples:
      | places | second            |
      | 2      | Eve sends 2 to C  |

  @CHAN-07 @CHAN-09 @requires:channel.buffered @id:feat-channel-buffer-of-one
  Scenario: A channel with one place
    Given a channel C with 1 place
    When Ann sends 1 to C
    Then Ann has sent its value
    When Eve sends 2 to C
    Then Eve waits
    When Bob receives from C
    Then Bob has received 1
    And Eve has sent its value
    When Jim receives from C
    Then Jim has received 2
    When Kim receives from C
    Then Kim waits

  @CHAN-08 @CHAN-14 @requires:channel.buffered @id:feat-channel-buffer-then-senders
  Scenario: Values of waiting senders follow those in the buffer
    Given a channel C with 2 places
    When Ann sends 1 to C
    And Bob sends 2 to C
    And Eve sends 3 to C
    And Dan sends 4 to C
    Then Eve waits
    And Dan waits
    When Jim receives from C
    Then Jim has received 1
    And Eve has sent its value
    And Dan waits
    When Kim receives from C
    Then Kim has received 2
    And Dan has sent its value
    When Lea receives from C
    Then Lea has received 3
    When Max receives from C
    Then Max has received 4
    When Zoe receives from C
    Then Zoe waits

  @CHAN-07 @requires:channel.buffered @id:feat-channel-buffer-wraps
  Scenario Outline: The buffer of <places> places is used round and round
    Given a channel C with <places> places
    When A sends 1 to C
    And B receives from C
    And D sends 2 to C
    And E receives from C
    And F sends 3 to C
    And G receives from C
    And H sends 4 to C
    And I receives from C
    And J sends 5 to C
    And K receives from C
    Then B has received 1
    And E has received 2
    And G has received 3
    And I has received 4
    And K has received 5

    Examples:
      | places |
      | 1      |
      | 2      |
      | 3      |

  @CHAN-20 @requires:channel.buffered @requires:channel.length @id:feat-channel-length
  Scenario: The length counts the values in the buffer alone
    Given a channel C with 2 places
    Then C holds 0 values
    When Ann sends 1 to C
    Then C holds 1 value
    When Bob sends 2 to C
    And Eve sends 3 to C
    Then Eve waits
    And C holds 2 values
    When Jim receives from C
    Then C holds 2 values
    When Kim receives from C
    Then C holds 1 value

  @CHAN-20 @requires:channel.unbuffered @requires:channel.length @id:feat-channel-length-unbuffered
  Scenario: A channel without a buffer holds nothing, whoever waits
    Given an unbuffered channel C
    When Ann sends 1 to C
    Then Ann waits
    And C holds 0 values

  @CHAN-21 @requires:channel.unbuffered @requires:channel.waiting @id:feat-channel-waiting
  Scenario: Waiting tasks are counted while they wait
    Given an unbuffered channel C
    When Ann sends 1 to C
    And Bob sends 2 to C
    Then 2 senders and 0 receivers wait for C
    When Jim receives from C
    Then 1 sender and 0 receivers wait for C
    When Kim receives from C
    And Lea receives from C
    Then 0 senders and 1 receiver wait for C

  @CHAN-02 @requires:channel.unbuffered @requires:channel.try @id:feat-channel-try-unbuffered
  Scenario: Attempts succeed if a partner waits, and only then
    Given an unbuffered channel C
    Then an attempt to send 1 to C finds it full
    And an attempt to receive from C finds it empty
    When Bob receives from C
    Then an attempt to send 2 to C succeeds
    And Bob has received 2
    And an attempt to send 3 to C finds it full
    When Ann sends 4 to C
    Then an attempt to receive from C yields 4
    And Ann has sent its value
    And an attempt to receive from C finds it empty

  @CHAN-02 @CHAN-07 @requires:channel.buffered @requires:channel.try @id:feat-channel-try-buffered
  Scenario: Attempts use the buffer
    Given a channel C with 1 place
    Then an attempt to receive from C finds it empty
    And an attempt to send 1 to C succeeds
    And an attempt to send 2 to C finds it full
    And an attempt to receive from C yields 1
    And an attempt to receive from C finds it empty

  @CHAN-02 @CHAN-14 @requires:channel.buffered @requires:channel.try @id:feat-channel-try-behind-senders
  Scenario: An attempt does not overtake those that wait
    Given a channel C with 1 place
    When Ann sends 1 to C
    And Eve sends 2 to C
    Then Eve waits
    And an attempt to send 3 to C finds it full
    And an attempt to receive from C yields 1
    And Eve has sent its value
    And an attempt to send 4 to C finds it full
    And an attempt to receive from C yields 2
    And an attempt to receive from C finds it empty

  @CHAN-06 @CHAN-12 @requires:channel.close @id:feat-channel-closed
  Scenario Outline: <operation> on a closed channel <kind> ends at once
    Given <channel>
    When C is closed
    And <begin>
    Then Ann has found the channel closed
    And C cannot be closed again

    @requires:channel.unbuffered
    Examples:
      | operation | kind             | channel                 | begin               |
      | a send    | without a buffer | an unbuffered channel C | Ann sends 1 to C    |
      | a receive | without a buffer | an unbuffered channel C | Ann receives from C |

    @requires:channel.buffered
    Examples:
      | operation | kind          | channel                   | begin               |
      | a send    | with a buffer | a channel C with 2 places | Ann sends 1 to C    |
      | a receive | with a buffer | a channel C with 2 places | Ann receives from C |

  @CHAN-10 @CHAN-05 @requires:channel.close @id:feat-channel-close-wakes
  Scenario Outline: A close ends the wait of every <who> of a channel <kind>
    Given <channel>
    When <first>
    And <second>
    And <third>
    Then Bob waits
    And Eve waits
    When C is closed
    Then Bob has found the channel closed
    And Eve has found the channel closed

    @requires:channel.unbuffered
    Examples:
      | who      | kind             | channel                 | first               | second              | third               |
      | sender   | without a buffer | an unbuffered channel C | Ann sends 1 to C    | Bob sends 2 to C    | Eve sends 3 to C    |
      | receiver | without a buffer | an unbuffered channel C | Ann receives from C | Bob receives from C | Eve receives from C |

    @requires:channel.buffered
    Examples:
      | who      | kind          | channel                  | first               | second              | third               |
      | sender   | with a buffer | a channel C with 1 place | Ann sends 1 to C    | Bob sends 2 to C    | Eve sends 3 to C    |
      | receiver | with a buffer | a channel C with 1 place | Ann receives from C | Bob receives from C | Eve receives from C |

  @CHAN-11 @CHAN-10 @requires:channel.buffered @requires:channel.close @id:feat-channel-close-keeps-values
  Scenario: Values in the buffer are received after the close, those of waiting senders are not
    Given a channel C with 2 places
    When Ann sends 1 to C
    And Bob sends 2 to C
    And Eve sends 3 to C
    And C is closed
    Then Eve has found the channel closed
    When Jim receives from C
    Then Jim has received 1
    When Kim receives from C
    Then Kim has received 2
    When Lea receives from C
    Then Lea has found the channel closed

  @CHAN-11 @CHAN-20 @requires:channel.buffered @requires:channel.close @requires:channel.length @requires:channel.try @id:feat-channel-close-length
  Scenario: A closed channel takes nothing and gives what it holds
    Given a channel C with 3 places
    When Ann sends 1 to C
    And Bob sends 2 to C
    And C is closed
    Then C holds 2 values
    And an attempt to send 3 to C finds it closed
    And C holds 2 values
    And an attempt to receive from C yields 1
    And C holds 1 value
    And an attempt to receive from C yields 2
    And an attempt to receive from C finds it closed

  @CHAN-05 @CHAN-10 @requires:channel.unbuffered @requires:channel.close @id:feat-channel-close-after-match
  Scenario: What was handed over before the close keeps its result
    Given an unbuffered channel C
    When Ann sends 7 to C
    And Bob receives from C
    And Eve receives from C
    And C is closed
    Then Ann has sent its value
    And Bob has received 7
    And Eve has found the channel closed

  @CHAN-10 @requires:channel.unbuffered @requires:channel.close @requires:channel.waiting @id:feat-channel-close-queue
  Scenario: After a close no task waits
    Given an unbuffered channel C
    When Ann sends 1 to C
    And Bob sends 2 to C
    And C is closed
    Then 0 senders and 0 receivers wait for C

  @CHAN-09 @CHAN-15 @SEL-07 @requires:channel.cancel @id:feat-channel-cancel-sender
  Scenario Outline: The value of a cancelled sender is not received <kind>
    Given <channel>
    When <fill>
    And Bob sends 2 to C
    And Eve sends 3 to C
    Then Bob waits
    When Bob is cancelled
    And Jim receives from C
    Then Jim has received <first>
    When Kim receives from C
    Then Kim has received 3
    And Eve has sent its value

    @requires:channel.unbuffered
    Examples:
      | kind             | channel                 | fill             | first |
      | without a buffer | an unbuffered channel C | Ann sends 1 to C | 1     |

    @requires:channel.buffered
    Examples:
      | kind          | channel                  | fill             | first |
      | with a buffer | a channel C with 1 place | Ann sends 1 to C | 1     |

  @CHAN-15 @SEL-07 @requires:channel.cancel @id:feat-channel-cancel-receiver
  Scenario Outline: A cancelled receiver takes no value <kind>
    Given <channel>
    When Bob receives from C
    And Jim receives from C
    And Bob is cancelled
    And Ann sends 1 to C
    Then Ann has sent its value
    And Jim has received 1

    @requires:channel.unbuffered
    Examples:
      | kind             | channel                 |
      | without a buffer | an unbuffered channel C |

    @requires:channel.buffered
    Examples:
      | kind          | channel                   |
      | with a buffer | a channel C with 2 places |

  @CHAN-15 @SEL-07 @requires:channel.cancel @requires:channel.unbuffered @id:feat-channel-cancel-only-sender
  Scenario: After the only sender was cancelled a receiver waits
    Given an unbuffered channel C
    When Ann sends 1 to C
    And Ann is cancelled
    And Bob receives from C
    Then Bob waits
    When Eve sends 2 to C
    Then Bob has received 2

  @CHAN-05 @CHAN-15 @requires:channel.cancel @requires:channel.unbuffered @id:feat-channel-cancel-too-late
  Scenario: An operation that has ended cannot be cancelled
    Given an unbuffered channel C
    When Ann sends 1 to C
    And Bob receives from C
    Then Ann cannot be cancelled any more
    And Ann has sent its value

  @SEL-07 @CHAN-21 @requires:channel.cancel @requires:channel.unbuffered @requires:channel.waiting @id:feat-channel-cancel-many
  Scenario Outline: A cancelled <who> is not counted any more
    Given an unbuffered channel C
    When <first>
    And <second>
    And Ann is cancelled
    Then <one>
    When Bob is cancelled
    Then 0 senders and 0 receivers wait for C

    Examples:
      | who      | first               | second              | one                                  |
      | sender   | Ann sends 1 to C    | Bob sends 2 to C    | 1 sender and 0 receivers wait for C  |
      | receiver | Ann receives from C | Bob receives from C | 0 senders and 1 receiver wait for C  |

  @CHAN-15 @requires:channel.unbuffered @id:feat-channel-two-channels
  Scenario: Channels do not disturb each other
    Given an unbuffered channel C
    And an unbuffered channel D
    When Ann sends 1 to C
    And Bob receives from D
    Then Ann waits
    And Bob waits
    When Eve sends 2 to D
    Then Bob has received 2
    And Ann waits

  @CHAN-14 @SEL-07 @requires:channel.cancel @requires:channel.unbuffered @id:feat-channel-cancel-keeps-order
  Scenario Outline: Behind a cancelled <who> the others keep their order
    Given an unbuffered channel C
    When <first>
    And <second>
    And <third>
    And Ann is cancelled
    And <partner>
    Then <result>
    And Eve waits

    Examples:
      | who      | first               | second              | third               | partner             | result                   |
      | sender   | Ann sends 1 to C    | Bob sends 2 to C    | Eve sends 3 to C    | Jim receives from C | Jim has received 2       |
      | receiver | Ann receives from C | Bob receives from C | Eve receives from C | Jim sends 2 to C    | Bob has received 2       |

  @CHAN-06 @CHAN-11 @CHAN-12 @requires:channel.unbuffered @requires:channel.close @requires:channel.try @id:feat-channel-closed-attempts
  Scenario: Attempts find a closed channel closed, not full or empty
    Given an unbuffered channel C
    When C is closed
    Then an attempt to send 1 to C finds it closed
    And an attempt to receive from C finds it closed
    And C cannot be closed again
    And an attempt to receive from C finds it closed
