@level:must @kind:scenario @requires:value.words
Feature: The conformance protocol
  How a suite and an implementation talk: one question a line, one answer a line.

  @CONF-13 @CONF-16 @id:feat-ping
  Scenario: Are you there?
    When the operation ping is asked for
    Then it is done

  @CONF-04 @id:feat-unknown-operation
  Scenario: An unknown operation is unsupported
    When the operation value.transmogrify is asked for
    Then the feature value.transmogrify is unsupported

  @CONF-03 @id:feat-unknown-member
  Scenario: An unknown member is ignored
    When the integer 1 is encoded with an unknown member "colour-of-the-sky"
    Then the word is 0x0000000000000008

  @CONF-07 @id:feat-short-word
  Scenario: A word may be short and of either case
    When the word 0x20c is decoded
    Then the value is the character U+0041

  @CONF-01 @CONF-05 @isolation:process @id:feat-bad-line
  Scenario Outline: A line that is no question: <line>
    Then the line "<line>" is answered without an id and with the code bad-line
    And the next question is answered as usual

    Examples:
      | line           |
      | good morning   |
      | [1, 2, 3]      |
      | 42             |

  @CONF-06 @isolation:process @id:feat-long-line
  Scenario: A line of more than one mebibyte is refused, and the talk goes on
    Then a line of 1048577 bytes is answered without an id and with the code line-too-long
    And the next question is answered as usual

  @CONF-16 @CONF-17 @id:feat-missing-member
  Scenario: A question that lacks something
    When the operation value.encode is asked for
    Then it is an error with the code bad-request

  @CONF-11 @isolation:process @id:feat-unknown-profile
  Scenario: An unknown profile
    When the profile roman-numerals is asked for
    Then the feature profile.roman-numerals is unsupported

  @CONF-14 @id:feat-cancel
  Scenario: What is not under way cannot be cancelled
    When request 0 is cancelled
    Then it is not cancelled

  @CONF-15 @isolation:process @id:feat-input-ends
  Scenario: When its input ends, an agent ends
    When the operation ping is asked for
    And its input ends
    Then the process ends with status 0

  @CONF-18 @requires:conformance.describe @id:feat-describe
  Scenario Outline: The constants of <topic> can be read
    When the table of <topic> is described
    Then it gives at least one table with columns and rows

    Examples:
      | topic  |
      | value  |

    @requires:nan.words
    Examples:
      | topic  |
      | nan    |

    Examples:
      | topic  |
      | header |
      | layout |
      | string |
