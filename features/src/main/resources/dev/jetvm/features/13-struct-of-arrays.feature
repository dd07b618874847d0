@level:must @kind:scenario @requires:layout.soa
Feature: Struct of arrays
  One column for each field, so that a loop over one field reads nothing else.

  @PERF-02 @id:feat-soa
  Scenario: Points as columns
    Given a struct with the fields
      | name | type |
      | x    | f32  |
      | y    | f32  |
      | tag  | u8   |
    When it is stored as columns with room for 100
    Then the columns lie at
      | name | offset | stride |
      | x    | 64     | 4      |
      | y    | 512    | 4      |
      | tag  | 960    | 1      |
    And the answer says
      | align   | 64   |
      | payload | 1044 |
      | total   | 1064 |

  @PERF-02 @id:feat-soa-duplicate
  Scenario: Two columns need two names
    Given a struct with the fields
      | name | type |
      | x    | f32  |
      | x    | f32  |
    When it is stored as columns with room for 100
    Then it is refused as invalid with the code field-duplicate
