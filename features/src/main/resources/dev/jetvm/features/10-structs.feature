@level:must @kind:scenario @requires:layout.struct
Feature: Structs
  An implementation reorders fields by one rule, which is the same for all implementations.

  @STRUCT-01 @STRUCT-02 @STRUCT-05 @id:feat-struct-example
  Scenario: The worked example
    Given a struct with the fields
      | name | type |
      | a    | i64  |
      | b    | i8   |
      | c    | i32  |
    When it is laid out
    Then the fields lie at
      | name | offset |
      | a    | 16     |
      | b    | 28     |
      | c    | 24     |
    And the answer says
      | size    | 32 |
      | padding | 3  |

  @STRUCT-07 @STRUCT-11 @id:feat-struct-c
  Scenario: In the order of C
    Given a struct with the fields
      | name | type |
      | a    | i64  |
      | b    | i8   |
      | c    | i32  |
    And it has the attribute C
    When it is laid out
    Then the fields lie at
      | name | offset |
      | a    | 16     |
      | b    | 24     |
      | c    | 28     |

  @STRUCT-08 @id:feat-struct-packed
  Scenario: Packed, without a gap
    Given a struct with the fields
      | name | type |
      | a    | i64  |
      | b    | i8   |
      | c    | i32  |
    And it has the attribute packed
    When it is laid out
    Then the answer says
      | size      | 29 |
      | allocated | 32 |
      | padding   | 0  |

  @STRUCT-08 @id:feat-struct-packed-ref
  Scenario: A packed struct has no references
    Given a struct with the fields
      | name | type |
      | next | ref  |
    And it has the attribute packed
    When it is laid out
    Then it is refused as invalid with the code layout-packed-ref

  @STRUCT-06 @id:feat-struct-second
  Scenario: Five fields without a byte of padding
    Given a struct with the fields
      | name | type |
      | x    | i8   |
      | y    | i64  |
      | z    | i16  |
      | w    | i32  |
      | v    | i8   |
    When it is laid out
    Then the fields lie at
      | name | offset |
      | x    | 30     |
      | y    | 16     |
      | z    | 28     |
      | w    | 24     |
      | v    | 31     |

  @STRUCT-02 @STRUCT-10 @id:feat-struct-backfill
  Scenario: Small fields fill the gap before a vector
    Given a struct with the fields
      | name | type  |
      | v    | vec8f |
      | a    | i64   |
      | b    | i64   |
    When it is laid out
    Then the fields lie at
      | name | offset |
      | v    | 32     |
      | a    | 16     |
      | b    | 24     |
    And the answer says
      | size  | 64 |
      | align | 32 |

  @STRUCT-04 @STRUCT-09 @id:feat-struct-align
  Scenario: A struct for a cache line of its own
    Given a struct with the fields
      | name | type |
      | a    | i8   |
    And it asks for an alignment of 64
    When it is laid out
    Then the answer says
      | size  | 64 |
      | align | 64 |

  @STRUCT-09 @id:feat-struct-packed-align
  Scenario: Packed and aligned contradict each other
    Given a struct with the fields
      | name | type |
      | a    | i8   |
    And it has the attribute packed
    And it asks for an alignment of 16
    When it is laid out
    Then it is refused as invalid with the code layout-packed-align

  @STRUCT-01 @id:feat-struct-empty
  Scenario: A struct without fields is a header
    Given a struct without fields
    When it is laid out
    Then the answer says
      | size | 16 |

  @STRUCT-11 @id:feat-struct-duplicate
  Scenario: Two fields need two names
    Given a struct with the fields
      | name | type |
      | a    | i8   |
      | a    | i64  |
    When it is laid out
    Then it is refused as invalid with the code field-duplicate

  @STRUCT-12 @requires:value.storage @id:feat-struct-values
  Scenario Outline: What is written is read again, laid out as <layout>
    Given a struct with the fields
      | name    | type |
      | letter  | char |
      | flag    | bool |
      | number  | f64  |
      | counter | u16  |
    And it has the attribute <layout>
    When it is written with the values
      | character U+20AC           |
      | boolean true               |
      | float64 0xC016000000000000 |
      | integer 65535              |
    And that image is read
    Then the values are
      | character U+20AC           |
      | boolean true               |
      | float64 0xC016000000000000 |
      | integer 65535              |

    Examples:
      | layout |
      | C      |
      | packed |
