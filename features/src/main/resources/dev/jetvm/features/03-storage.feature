@level:must @kind:scenario @requires:value.storage
Feature: Storage
  A place in an object may be smaller than a word. Storing never cuts a number.

  @VAL-18a @VAL-18b @id:feat-store-load
  Scenario: A number goes into two bytes and comes back
    When the integer -2 is stored in a place of class i16
    Then the bytes are FE FF
    When the bytes FE FF are loaded from a place of class i16
    Then the value is the integer -2
    And nothing is allocated

  @VAL-18b @id:feat-load-unsigned
  Scenario: The class decides what the bytes mean
    When the bytes FE FF are loaded from a place of class u16
    Then the value is the integer 65534

  @VAL-18a @id:feat-store-too-large
  Scenario Outline: The integer <integer> does not fit into <class>
    When the integer <integer> is stored in a place of class <class>
    Then it panics with int-overflow

    Examples:
      | integer     | class |
      | 256         | u8    |
      | -1          | u8    |
      | 128         | i8    |
      | 4294967296  | u32   |
      | -2147483649 | i32   |
      | -1          | u64   |

  @VAL-18a @id:feat-store-type
  Scenario: A place holds one kind of value
    When the float32 0x3F800000 is stored in a place of class i32
    Then it panics with type

  @VAL-18b @id:feat-load-too-large
  Scenario: A number from elsewhere may be too large for an integer
    When the bytes 00 00 00 00 00 00 00 10 are loaded from a place of class i64
    Then it panics with int-overflow

  @VAL-18b @id:feat-load-malformed
  Scenario: Bytes that no store produces are refused
    When the bytes 02 are loaded from a place of class bool
    Then it is refused as malformed with the code bool-payload
    When the bytes 00 00 are loaded from a place of class i32
    Then it is refused as malformed with the code storage-length
