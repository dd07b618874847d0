@level:must @kind:scenario @requires:channel.tickets @requires:select.tickets
Feature: Select
  A select waits for the first of several operations that becomes possible, and performs this one alone.

  @SEL-02 @SEL-01 @SEL-14 @requires:select.receive @requires:channel.buffered @id:feat-select-ready-receive
  Scenario Outline: The only receive that is possible is performed, here case <index>
    Given a channel A with 1 place
    And a channel B with 1 place
    And a channel C with 1 place
    When Ann sends 7 to <channel>
    And Sue selects
      | receive from A |
      | receive from B |
      | receive from C |
    Then Sue has received 7 by case <index>

    Examples:
      | index | channel |
      | 0     | A       |
      | 1     | B       |
      | 2     | C       |

  @SEL-02 @SEL-01 @SEL-14 @requires:select.send @requires:channel.buffered @id:feat-select-ready-send
  Scenario Outline: The only send that is possible is performed, here case <index>
    Given a channel A with 1 place
    And a channel B with 1 place
    When Ann sends 7 to <full>
    And Sue selects
      | send 1 to A |
      | send 2 to B |
    Then Sue has sent its value by case <index>
    When Bob receives from <channel>
    Then Bob has received <value>

    Examples:
      | index | full | channel | value |
      | 0     | B    | A       | 1     |
      | 1     | A    | B       | 2     |

  @SEL-04 @requires:select.receive @requires:select.send @requires:select.default @requires:channel.buffered @id:feat-select-default
  Scenario: With a default nothing is waited for
    Given a channel A with 1 place
    And a channel B with 1 place
    When Ann sends 7 to B
    And Sue selects
      | receive from A |
      | send 1 to B    |
      | otherwise      |
    Then Sue has done nothing
    When Bob receives from B
    Then Bob has received 7
    When Eve receives from B
    Then Eve waits

  @SEL-04 @SEL-02 @requires:select.receive @requires:select.default @requires:channel.buffered @id:feat-select-default-not-taken
  Scenario: The default is not taken if a case is possible
    Given a channel A with 1 place
    And a channel B with 1 place
    When Ann sends 7 to B
    And Sue selects
      | receive from A |
      | receive from B |
      | otherwise      |
    Then Sue has received 7 by case 1

  @SEL-04 @SEL-02 @requires:select.receive @requires:select.default @requires:channel.unbuffered @id:feat-select-default-and-partner
  Scenario: A sender that waits makes a receive possible
    Given an unbuffered channel A
    When Sue selects
      | receive from A |
      | otherwise      |
    Then Sue has done nothing
    When Ann sends 7 to A
    And Sam selects
      | receive from A |
      | otherwise      |
    Then Sam has received 7 by case 0
    And Ann has sent its value

  @SEL-05 @SEL-06 @requires:select.receive @id:feat-select-waits-receive
  Scenario Outline: A select waits until a value comes <kind>
    Given <first>
    And <second>
    When Sue selects
      | receive from A |
      | receive from B |
    Then Sue waits
    When Ann sends 7 to <channel>
    Then Ann has sent its value
    And Sue has received 7 by case <index>

    @requires:channel.unbuffered
    Examples:
      | kind                            | first                   | second                  | channel | index |
      | to the first without a buffer   | an unbuffered channel A | an unbuffered channel B | A       | 0     |
      | to the second without a buffer  | an unbuffered channel A | an unbuffered channel B | B       | 1     |

    @requires:channel.buffered
    Examples:
      | kind                         | first                    | second                   | channel | index |
      | to the first with a buffer   | a channel A with 1 place | a channel B with 1 place | A       | 0     |
      | to the second with a buffer  | a channel A with 1 place | a channel B with 1 place | B       | 1     |

  @SEL-05 @SEL-06 @requires:select.send @requires:channel.unbuffered @id:feat-select-waits-send
  Scenario Outline: A select of sends waits until <channel> has a receiver
    Given an unbuffered channel A
    And an unbuffered channel B
    When Sue selects
      | send 1 to A |
      | send 2 to B |
    Then Sue waits
    When Bob receives from <channel>
    Then Bob has received <value>
    And Sue has sent its value by case <index>

    Examples:
      | channel | value | index |
      | A       | 1     | 0     |
      | B       | 2     | 1     |

  @SEL-05 @SEL-06 @requires:select.send @requires:channel.buffered @id:feat-select-waits-for-place
  Scenario: A select of sends waits until a buffer has a place
    Given a channel A with 1 place
    And a channel B with 1 place
    When Ann sends 7 to A
    And Eve sends 8 to B
    And Sue selects
      | send 1 to A |
      | send 2 to B |
    Then Sue waits
    When Bob receives from B
    Then Bob has received 8
    And Sue has sent its value by case 1
    When Jim receives from B
    Then Jim has received 2
    When Kim receives from A
    Then Kim has received 7
    When Lea receives from A
    Then Lea waits

  @SEL-06 @SEL-07 @requires:select.receive @requires:channel.unbuffered @id:feat-select-one-case
  Scenario: After one case the others are not performed
    Given an unbuffered channel A
    And an unbuffered channel B
    When Sue selects
      | receive from A |
      | receive from B |
    And Ann sends 1 to A
    And Bob sends 2 to B
    Then Sue has received 1 by case 0
    And Bob waits
    When Jim receives from B
    Then Jim has received 2

  @SEL-06 @SEL-07 @requires:select.send @requires:channel.unbuffered @id:feat-select-one-send
  Scenario: After one send the others are not performed
    Given an unbuffered channel A
    And an unbuffered channel B
    When Sue selects
      | send 1 to A |
      | send 2 to B |
    And Bob receives from B
    And Jim receives from A
    Then Bob has received 2
    And Jim waits
    And Sue has sent its value by case 1

  @SEL-07 @CHAN-21 @requires:select.receive @requires:select.send @requires:channel.unbuffered @requires:channel.waiting @id:feat-select-counted
  Scenario: A select counts for each case while it waits
    Given an unbuffered channel A
    And an unbuffered channel B
    When Sue selects
      | receive from A |
      | send 1 to B    |
    Then 0 senders and 1 receiver wait for A
    And 1 sender and 0 receivers wait for B
    When Ann sends 2 to A
    Then 0 senders and 0 receivers wait for A
    And 0 senders and 0 receivers wait for B

  @SEL-07 @CHAN-14 @requires:select.receive @requires:channel.unbuffered @id:feat-select-order-kept
  Scenario: A decided select does not hold up those behind it
    Given an unbuffered channel A
    And an unbuffered channel B
    When Sue selects
      | receive from A |
      | receive from B |
    And Jim receives from B
    And Ann sends 1 to A
    And Bob sends 2 to B
    Then Sue has received 1 by case 0
    And Jim has received 2
    And Bob has sent its value

  @CHAN-14 @SEL-05 @requires:select.receive @requires:channel.unbuffered @id:feat-select-turn
  Scenario: A select waits in the order of arrival, too
    Given an unbuffered channel A
    And an unbuffered channel B
    When Jim receives from B
    And Sue selects
      | receive from A |
      | receive from B |
    And Kim receives from B
    And Ann sends 1 to B
    Then Jim has received 1
    And Sue waits
    When Bob sends 2 to B
    Then Sue has received 2 by case 1
    And Kim waits
    When Eve sends 3 to B
    Then Kim has received 3

  @SEL-09 @CHAN-10 @requires:select.receive @requires:select.send @requires:channel.unbuffered @requires:channel.close @id:feat-select-closed-while-waiting
  Scenario Outline: A close of <channel> ends the wait of a select
    Given an unbuffered channel A
    And an unbuffered channel B
    When Sue selects
      | receive from A |
      | send 1 to B    |
    And <channel> is closed
    Then Sue has found the channel of case <index> closed

    Examples:
      | channel | index |
      | A       | 0     |
      | B       | 1     |

  @SEL-09 @requires:select.receive @requires:select.send @requires:channel.close @id:feat-select-closed
  Scenario Outline: A closed channel makes <operation> ready <kind>
    Given <first>
    And <second>
    When B is closed
    And Sue selects
      | receive from A |
      | <case>         |
    Then Sue has found the channel of case 1 closed

    @requires:channel.unbuffered
    Examples:
      | operation | kind             | first                   | second                  | case           |
      | a receive | without a buffer | an unbuffered channel A | an unbuffered channel B | receive from B |
      | a send    | without a buffer | an unbuffered channel A | an unbuffered channel B | send 1 to B    |

    @requires:channel.buffered
    Examples:
      | operation | kind          | first                    | second                   | case           |
      | a receive | with a buffer | a channel A with 1 place | a channel B with 1 place | receive from B |
      | a send    | with a buffer | a channel A with 1 place | a channel B with 1 place | send 1 to B    |

  @SEL-09 @SEL-14 @CHAN-11 @requires:select.receive @requires:channel.buffered @requires:channel.close @id:feat-select-closed-with-value
  Scenario: A closed channel with a value gives it first
    Given a channel A with 1 place
    When Ann sends 7 to A
    And A is closed
    And Sue selects
      | receive from A |
    And Sam selects
      | receive from A |
    Then Sue has received 7 by case 0
    And Sam has found the channel of case 0 closed

  @SEL-09 @SEL-04 @requires:select.receive @requires:select.default @requires:channel.unbuffered @requires:channel.close @id:feat-select-closed-default
  Scenario: A closed channel is ready, so the default is not taken
    Given an unbuffered channel A
    When A is closed
    And Sue selects
      | receive from A |
      | otherwise      |
    Then Sue has found the channel of case 0 closed

  @SEL-11 @requires:select.receive @requires:select.send @requires:channel.unbuffered @id:feat-select-not-itself
  Scenario: The send and the receive of one select do not meet
    Given an unbuffered channel A
    When Sue selects
      | send 1 to A    |
      | receive from A |
    Then Sue waits
    When Ann sends 2 to A
    Then Ann has sent its value
    And Sue has received 2 by case 1

  @SEL-11 @requires:select.receive @requires:select.send @requires:channel.unbuffered @id:feat-select-against-select
  Scenario: Two selects meet in one channel
    Given an unbuffered channel A
    And an unbuffered channel B
    When Sue selects
      | send 1 to A    |
      | receive from B |
    Then Sue waits
    When Sam selects
      | receive from A |
    Then Sam has received 1 by case 0
    And Sue has sent its value by case 0
    When Ann sends 2 to B
    Then Ann waits

  @SEL-11 @SEL-06 @requires:select.receive @requires:select.send @requires:channel.unbuffered @id:feat-select-both-ways
  Scenario: Two selects that could meet in two channels meet in one
    Given an unbuffered channel A
    And an unbuffered channel B
    When Sue selects
      | send 1 to A    |
      | receive from B |
    And Sam selects
      | send 2 to B |
    Then Sue has received 2 by case 1
    And Sam has sent its value by case 0
    When Jim receives from A
    Then Jim waits

  @SEL-11 @CHAN-21 @requires:select.receive @requires:channel.unbuffered @requires:channel.waiting @id:feat-select-same-channel-twice
  Scenario: A channel in two cases gives one value
    Given an unbuffered channel A
    When Sue selects
      | receive from A |
      | receive from A |
    Then Sue waits
    And 0 senders and 2 receivers wait for A
    When Ann sends 1 to A
    Then Ann has sent its value
    And 0 senders and 0 receivers wait for A
    When Bob sends 2 to A
    Then Bob waits

  @SEL-07 @CHAN-15 @requires:select.receive @requires:channel.unbuffered @requires:channel.cancel @id:feat-select-cancelled
  Scenario: A cancelled select leaves no trace
    Given an unbuffered channel A
    And an unbuffered channel B
    When Sue selects
      | receive from A |
      | receive from B |
    And Jim receives from B
    And Sue is cancelled
    And Ann sends 1 to A
    And Bob sends 2 to B
    Then Ann waits
    And Bob has sent its value
    And Jim has received 2

  @SEL-07 @requires:select.send @requires:channel.buffered @requires:channel.cancel @id:feat-select-cancelled-send
  Scenario: The values of a cancelled select are not sent
    Given a channel A with 1 place
    When Ann sends 1 to A
    And Sue selects
      | send 2 to A |
    And Sue is cancelled
    And Jim receives from A
    Then Jim has received 1
    When Kim receives from A
    Then Kim waits

  @SEL-06 @SEL-07 @requires:select.receive @requires:channel.unbuffered @requires:channel.cancel @id:feat-select-cancelled-too-late
  Scenario: A select that has ended cannot be cancelled
    Given an unbuffered channel A
    And an unbuffered channel B
    When Sue selects
      | receive from A |
      | receive from B |
    And Ann sends 1 to B
    Then Sue cannot be cancelled any more
    And Sue has received 1 by case 1

  @SEL-08 @SEL-02 @requires:select.receive @requires:channel.unbuffered @id:feat-select-waiting-sender
  Scenario: A sender that waits already is found
    Given an unbuffered channel A
    And an unbuffered channel B
    When Ann sends 1 to B
    And Sue selects
      | receive from A |
      | receive from B |
    Then Sue has received 1 by case 1
    And Ann has sent its value

  @SEL-08 @SEL-02 @requires:select.send @requires:channel.unbuffered @id:feat-select-waiting-receiver
  Scenario: A receiver that waits already is found
    Given an unbuffered channel A
    And an unbuffered channel B
    When Jim receives from B
    And Sue selects
      | send 1 to A |
      | send 2 to B |
    Then Sue has sent its value by case 1
    And Jim has received 2

  @SEL-01 @SEL-02 @SEL-05 @requires:select.send @requires:select.receive @requires:channel.buffered @id:feat-select-mixed-send
  Scenario: A send behind a receive keeps its number
    Given a channel A with 1 place
    And a channel B with 1 place
    When Ann sends 7 to A
    And Sue selects
      | receive from B |
      | send 1 to A    |
    Then Sue waits
    When Bob receives from A
    Then Bob has received 7
    And Sue has sent its value by case 1
    When Jim receives from A
    Then Jim has received 1

  @SEL-01 @SEL-02 @requires:select.send @requires:select.receive @requires:channel.unbuffered @requires:channel.buffered @id:feat-select-mixed-receive
  Scenario: A receive behind a send keeps its number
    Given an unbuffered channel A
    And a channel B with 1 place
    When Ann sends 7 to B
    And Sue selects
      | send 1 to A    |
      | receive from B |
    Then Sue has received 7 by case 1
