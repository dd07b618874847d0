@level:must @kind:scenario @requires:nan.words
Feature: NaN boxing
  The other representation: a float64 is its own word, and everything else hides among the NaNs.

  @NAN-02 @NAN-07 @id:feat-nan-words
  Scenario Outline: The <value> in NaN boxing
    When the <value> is encoded with NaN boxing
    Then the word is <word>

    Examples:
      | value               | word               |
      | nil                 | 0x7FFC000100000000 |
      | boolean false       | 0x7FFC000200000000 |
      | boolean true        | 0x7FFC000300000000 |
      | integer 1           | 0x7FFC000400000001 |
      | integer -1          | 0x7FFC0004FFFFFFFF |
      | float32 0x3F800000  | 0x7FFC00063F800000 |
      | character U+0041    | 0x7FFC000700000041 |
      | symbol 5            | 0x7FFC000800000005 |
      | reference to 0x1000 | 0xFFFC000000001000 |

  @NAN-01 @id:feat-nan-double
  Scenario: A float64 is its own word
    When the float64 0x3FF0000000000000 is encoded with NaN boxing
    Then the word is 0x3FF0000000000000

  @NAN-04 @id:feat-nan-forged
  Scenario: A NaN from outside cannot forge a reference
    When the float64 0xFFFC000000001000 is encoded with NaN boxing
    Then the word is 0x7FF8000000000000
    When the word 0x7FF8000000001235 is decoded with NaN boxing
    Then the value is the float64 0x7FF8000000000000

  @NAN-03 @id:feat-nan-large-int
  Scenario: An integer of more than 32 bits needs a box
    When the integer 2147483648 is encoded with NaN boxing
    Then it needs an object in the heap
    When the integer 2147483647 is encoded with NaN boxing
    Then it fits into the word

  @NAN-02 @NAN-05 @id:feat-nan-unknown-tag
  Scenario: A word with an unknown tag is nothing
    When the word 0x7FFC000500000000 is decoded with NaN boxing
    Then it is refused as malformed with the code nan-tag
    When the word 0x7FFC000500000000 is classified with NaN boxing
    Then the kind is malformed

  @NAN-06 @id:feat-nan-address
  Scenario: The lowest bits of an address stay
    When the reference to 0x1004 is encoded with NaN boxing
    Then the word is 0xFFFC000000001004
    When the word 0xFFFC000000001004 is decoded with NaN boxing
    Then the value is the reference to 0x1004
