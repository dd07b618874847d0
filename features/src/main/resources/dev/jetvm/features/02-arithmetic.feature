@level:must @kind:scenario @requires:value.arithmetic
Feature: Arithmetic
  A result is right or there is none: what does not fit panics.

  @VAL-05a @id:feat-add
  Scenario: Two integers are added
    When add is applied to the integer 2 and the integer 3
    Then the result is the integer 5
    And nothing is allocated

  @VAL-05a @id:feat-overflow
  Scenario: The sum that does not fit panics
    When add is applied to the integer 1152921504606846975 and the integer 1
    Then it panics with int-overflow

  @VAL-05b @id:feat-division
  Scenario: Division cuts toward zero, and the remainder has the sign of the dividend
    When div is applied to the integer -7 and the integer 2
    Then the result is the integer -3
    When rem is applied to the integer -7 and the integer 2
    Then the result is the integer -1

  @VAL-05b @id:feat-division-by-zero
  Scenario: Nothing is divided by zero
    When div is applied to the integer 1 and the integer 0
    Then it panics with division-by-zero
    When rem is applied to the integer 1 and the integer 0
    Then it panics with division-by-zero

  @VAL-05b @id:feat-least-by-minus-one
  Scenario: The least integer has no quotient by minus one, but a remainder
    When div is applied to the integer -1152921504606846976 and the integer -1
    Then it panics with int-overflow
    When rem is applied to the integer -1152921504606846976 and the integer -1
    Then the result is the integer 0

  @VAL-05c @requires:value.wrapping @id:feat-wrapping
  Scenario: Who asks for wrapping gets it, at 61 bits
    When wrap-add is applied to the integer 1152921504606846975 and the integer 1
    Then the result is the integer -1152921504606846976

  @VAL-05d @requires:value.floats @id:feat-float-division
  Scenario: Floating-point division by zero does not panic
    When div is applied to the float64 0x3FF0000000000000 and the float64 0x0000000000000000
    Then the result is the float64 0x7FF0000000000000
    And 24 bytes are allocated
    When div is applied to the float64 0x0000000000000000 and the float64 0x0000000000000000
    Then the result is a float64 that is a NaN

  @VAL-05e @requires:value.floats @id:feat-nan-equals-nothing
  Scenario: A NaN is not even equal to itself
    When eq is applied to the float32 0x7FC00000 and the float32 0x7FC00000
    Then the result is the boolean false
    When ne is applied to the float32 0x7FC00000 and the float32 0x7FC00000
    Then the result is the boolean true

  @VAL-05e @STR-09 @STR-13 @requires:value.kinds @id:feat-string-equality
  Scenario: Strings are equal by what they say
    When eq is applied to the string "a string of thirty characters" and the string "a string of thirty characters"
    Then the result is the boolean true
    When eq is applied to the string "jet" and the string "jets"
    Then the result is the boolean false

  @VAL-20 @CONF-11 @requires:profile.nan @isolation:process @id:feat-profiles-agree
  Scenario: A program cannot see in which profile it runs
    When the implementation works in the tagged profile
    And add is applied to the integer 2147483647 and the integer 1
    Then the result is the integer 2147483648
    And nothing is allocated
    When the implementation works in the nan profile
    And add is applied to the integer 2147483647 and the integer 1
    Then the result is the integer 2147483648
    And 24 bytes are allocated
