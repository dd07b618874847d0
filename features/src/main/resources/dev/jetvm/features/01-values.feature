@level:must @kind:scenario @requires:value.words
Feature: Values
  Every value is one word of 64 bits. The three lowest bits, the tag, say what it is; the others say which one.

  @VAL-01 @VAL-03 @id:feat-int-one
  Scenario: An integer is its number times eight
    When the integer 1 is encoded
    Then the word is 0x0000000000000008
    And it fits into the word

  @VAL-03 @VAL-04 @id:feat-int-limits
  Scenario Outline: The word of the integer <integer>
    When the integer <integer> is encoded
    Then the word is <word>
    When the word <word> is decoded
    Then the value is the integer <integer>

    Examples:
      | integer              | word               |
      | 0                    | 0x0000000000000000 |
      | -1                   | 0xFFFFFFFFFFFFFFF8 |
      | 1152921504606846975  | 0x7FFFFFFFFFFFFFF8 |
      | -1152921504606846976 | 0x8000000000000000 |

  @VAL-04 @id:feat-int-too-large
  Scenario: An integer of more than 61 bits is refused
    When the integer 1152921504606846976 is encoded
    Then it is refused as invalid with the code int-range

  @VAL-06 @VAL-07 @id:feat-bool-nil
  Scenario Outline: The <value> has one word
    When the <value> is encoded
    Then the word is <word>

    Examples:
      | value         | word |
      | boolean false | 0x1  |
      | boolean true  | 0x9  |
      | nil           | 0x2  |

  @VAL-06 @VAL-16 @id:feat-bool-two
  Scenario: There is no third boolean
    When the word 0x11 is decoded
    Then it is refused as malformed with the code bool-payload
    When the word 0x11 is classified
    Then the kind is malformed

  @VAL-08 @VAL-09 @id:feat-float32-nan
  Scenario: A float32 keeps every bit, those of a NaN as well
    When the float32 0x7F800001 is encoded
    Then the word is 0x7F80000100000003
    When the word 0x7F80000100000003 is decoded
    Then the value is the float32 0x7F800001

  @VAL-10 @VAL-17 @TYPE-02a @requires:value.boxes @id:feat-float64-box
  Scenario: A float64 lies in a box of 24 bytes
    When the float64 0x3FF0000000000000 is encoded
    Then it needs an object in the heap
    When the float64 0x3FF0000000000000 is boxed
    Then the image is
      """
      05 00 00 00 08 00 00 00
      00 00 03 00 00 00 00 00
      00 00 00 00 00 00 F0 3F
      """
    When that image is unboxed
    Then the value is the float64 0x3FF0000000000000

  @VAL-11 @VAL-14 @id:feat-references
  Scenario: The word alone tells an object from the box of a number
    When the reference to 0x10000 is encoded
    Then the word is 0x0000000000010007
    When the reference to the float64 at 0x10000 is encoded
    Then the word is 0xF640000000010007
    When the word 0xF640000000010007 is classified
    Then the kind is float64

  @VAL-14 @id:feat-null-reference
  Scenario: There is no null reference
    When the word 0x7 is decoded
    Then it is refused as malformed with the code ref-null
    When the reference to 0x0 is encoded
    Then it is refused as invalid with the code ref-address

  @VAL-12 @id:feat-char
  Scenario: A character is a Unicode scalar value
    When the character U+1F600 is encoded
    Then the word is 0xFB004
    When the character U+D800 is encoded
    Then it is refused as invalid with the code char-scalar

  @VAL-02 @VAL-16 @id:feat-eight-tags
  Scenario Outline: The tag of <word> says <kind>
    When the word <word> is classified
    Then the kind is <kind>

    Examples:
      | word               | kind    |
      | 0x0000000000000008 | int     |
      | 0x0000000000000009 | bool    |
      | 0x0000000000000002 | nil     |
      | 0x3F80000000000003 | float32 |
      | 0x000000000000020C | char    |
      | 0x000000000000000D | symbol  |
      | 0x0000000000000006 | string  |
      | 0x0000000000010007 | ref     |
