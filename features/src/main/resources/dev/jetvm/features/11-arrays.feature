@level:must @kind:scenario @requires:layout.array
Feature: Arrays
  A header, a length, a capacity, and the elements one after the other.

  @ARR-02 @id:feat-array-element
  Scenario Outline: Where element 3 of an array of <element> lies
    When element 3 of an array of <element> with room for 10 is located
    Then the answer says
      | dataOffset | <data>   |
      | stride     | <stride> |
      | offset     | <offset> |

    Examples:
      | element | data | stride | offset |
      | u8      | 24   | 1      | 27     |
      | i32     | 24   | 4      | 36     |
      | ref     | 24   | 8      | 48     |
      | vec4f   | 32   | 16     | 80     |
      | vec8f   | 32   | 32     | 128    |

  @ARR-01 @ARR-03 @TYPE-02a @id:feat-array-image
  Scenario: An array of two numbers with room for three
    When an array of i16 with room for 3 holds the bytes 01 00 FE FF
    Then the image is
      """
      09 00 00 00 0E 00 00 00
      02 00 03 00 00 00 00 00
      02 00 00 00 03 00 00 00
      01 00 FE FF 00 00
      """

  @ARR-03 @id:feat-array-nil
  Scenario: Unused places for references hold nil, not zero
    When an array of ref with room for 2 holds the bytes 07 00 01 00 00 00 00 00
    Then the image is
      """
      09 00 00 00 18 00 00 00
      00 00 03 00 00 00 00 00
      01 00 00 00 02 00 00 00
      07 00 01 00 00 00 00 00
      02 00 00 00 00 00 00 00
      """

  @ARR-04 @id:feat-array-inside
  Scenario: The last element
    When index 4 is used on an array of length 5
    Then the element is number 4

  @ARR-04 @id:feat-array-bounds
  Scenario Outline: Index <index> of an array of length <length> panics
    When index <index> is used on an array of length <length>
    Then it panics with bounds

    Examples:
      | index      | length |
      | 5          | 5      |
      | -1         | 5      |
      | 0          | 0      |
      | 4294967296 | 5      |

  @ARR-05 @id:feat-array-limit
  Scenario: The longest array of references
    When an array of ref with room for 536870910 is laid out
    Then the answer says
      | maxLength | 536870910 |
    When an array of ref with room for 536870911 is laid out
    Then it is refused as invalid with the code payload-limit

  @ARR-09 @id:feat-array-growth
  Scenario Outline: An array with room for <old> grows
    When an array with room for <old> grows
    Then it has room for <new>

    Examples:
      | old | new |
      | 0   | 8   |
      | 8   | 12  |
      | 12  | 18  |
      | 27  | 40  |
      | 454 | 681 |
