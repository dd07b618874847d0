@level:must @kind:scenario @requires:string.utf8
Feature: UTF-8
  A string is always well-formed. Other bytes are refused, or repaired on request.

  @STR-01 @STR-02 @id:feat-utf8-valid
  Scenario: Three characters in six bytes
    When the bytes C3 A9 E2 82 AC 41 are checked as UTF-8
    Then they are UTF-8 with 3 characters

  @STR-01 @id:feat-utf8-invalid
  Scenario Outline: Bytes that are no text: <why>
    When the bytes <bytes> are checked as UTF-8
    Then they are ill-formed from byte <at>

    Examples:
      | why                                  | bytes          | at |
      | a continuation without a beginning   | 41 80          | 1  |
      | two bytes for what fits into one     | C0 AF          | 0  |
      | a surrogate                          | 41 42 ED A0 80 | 2  |
      | beyond the last character            | F4 90 80 80    | 0  |
      | an end in the middle of a character  | 41 E2 82       | 1  |

  @STR-01 @id:feat-utf8-repaired
  Scenario: Each broken part becomes one replacement character
    When the bytes 61 F1 80 80 E1 80 C2 62 80 63 are repaired
    Then the bytes are 61 EF BF BD EF BF BD EF BF BD 62 EF BF BD 63

  @STR-01 @requires:string.forms @id:feat-utf8-no-string
  Scenario: No string is made of broken text
    When the bytes 41 FF become a string
    Then it is refused as malformed with the code utf8
