@level:must @kind:scenario @requires:layout.slice
Feature: Slices
  A window on an array: sixteen bytes that name the array, the first element and the number of elements.

  @ARR-06 @id:feat-slice
  Scenario: A window of three elements
    When 3 elements from 2 are sliced from the array 0x10007 of length 5
    Then the image is
      """
      07 00 01 00 00 00 00 00
      02 00 00 00 03 00 00 00
      """

  @ARR-08 @id:feat-slice-bounds
  Scenario Outline: <count> elements from <offset> of 5 are too many
    When <count> elements from <offset> are sliced from the array 0x10007 of length 5
    Then it panics with bounds

    Examples:
      | count               | offset              |
      | 4                   | 2                   |
      | 1                   | 5                   |
      | 0                   | 6                   |
      | -1                  | 2                   |
      | 4294967295          | 2                   |
      | 9223372036854775807 | 9223372036854775807 |

  @ARR-06 @ARR-08 @id:feat-slice-empty
  Scenario: An empty window may lie at the very end
    When 0 elements from 5 are sliced from the array 0x10007 of length 5
    Then the image is
      """
      07 00 01 00 00 00 00 00
      05 00 00 00 00 00 00 00
      """

  @ARR-08 @id:feat-sub-slice
  Scenario: A window in a window stays inside it
    When 3 elements from 2 are sliced from the array 0x10007 of length 9
    And 2 elements from 1 are sliced from that slice
    Then the image is
      """
      07 00 01 00 00 00 00 00
      03 00 00 00 02 00 00 00
      """
    When 2 elements from 1 are sliced from that slice
    Then it panics with bounds
