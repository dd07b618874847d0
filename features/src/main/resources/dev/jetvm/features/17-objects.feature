@level:must @kind:scenario @requires:string.heap @requires:array.heap @requires:heap.core @requires:gc.collect
Feature: Objects
  Strings, arrays, lists and slices live in a heap that moves. A program never notices.

  @STR-14 @STR-16 @requires:string.concat @id:feat-obj-concat
  Scenario: Two short strings become a long one
    Given a string First with the text "the quick brown fox "
    And a string Second with the text "jumps"
    When Whole is made of First and Second
    And the whole heap is collected
    Then the text of Whole is "the quick brown fox jumps"
    And the text of First is "the quick brown fox "
    And the text of Second is "jumps"

  @STR-15 @requires:string.concat @id:feat-obj-concat-number
  Scenario: A number does not become text by itself
    Given a string Price with the text "costs "
    And a value Number that is the integer 5
    When Whole is made of Price and Number
    Then it panics with type

  @STR-02a @requires:string.cut @id:feat-obj-cut
  Scenario: A word is cut out of a sentence
    Given a string Sentence with the text "Grüße aus Köln am Rhein"
    When 5 bytes from 12 of Sentence become Town
    Then the text of Town is "Köln"

  @STR-02a @requires:string.cut @id:feat-obj-cut-inside
  Scenario: A cut within a character is refused
    Given a string Sentence with the text "Grüße aus Köln am Rhein"
    When 2 bytes from 3 of Sentence become Half
    Then it panics with char-boundary

  @STR-09a @requires:string.order @id:feat-obj-order
  Scenario: Strings are sorted by their bytes
    Given a string Small with the text "Zebra"
    And a string Large with the text "aardvark"
    Then Small comes before Large

  @STR-10 @STR-18 @requires:heap.inspect @id:feat-obj-literal
  Scenario: A literal in two modules is one object
    Given a literal Here with the text "Hello, world"
    And a literal There with the text "Hello, world"
    Then Here and There are one object
    And Here lies in the immortal space
    When the handle of Here is dropped
    And the whole heap is collected
    Then the text of There is "Hello, world"

  @STR-11 @id:feat-obj-intern
  Scenario: Interning makes one object of equal strings
    Given a string One with the text "a name that is used often"
    And a string Two with the text "a name that is used often"
    Then One and Two are two objects
    When One is interned
    And Two is interned
    And the whole heap is collected
    Then One and Two are one object

  @GC-22 @id:feat-obj-intern-weak
  Scenario: The table of interned strings keeps nothing alive
    Given a string Name with the text "a name that is used once"
    When Name is interned
    Given a weak reference Watcher to Name
    When the handle of Name is dropped
    And the whole heap is collected
    Then Watcher yields nothing

  @STR-12a @id:feat-obj-symbol
  Scenario: A symbol outlives the string it was made of
    Given a string Name with the text "a name that outlives its string"
    When the symbol of Name is remembered
    And the handle of Name is dropped
    And the whole heap is collected
    Given a string Again with the text "a name that outlives its string"
    Then the symbol of Again is the same

  @ARR-03b @ARR-04a @id:feat-obj-array
  Scenario: An array of small numbers
    Given an array Numbers of 3 elements of i8
    When element 1 of Numbers becomes the integer -128
    And the whole heap is collected
    Then element 0 of Numbers is the integer 0
    And element 1 of Numbers is the integer -128

  @ARR-04a @id:feat-obj-array-overflow
  Scenario Outline: What does not fit an element of <class> is refused
    Given an array Numbers of 3 elements of <class>
    When element 1 of Numbers becomes the <value>
    Then it panics with <code>
    And element 1 of Numbers is the <zero>

    Examples:
      | class | value        | code         | zero          |
      | i8    | integer 128  | int-overflow | integer 0     |
      | u8    | integer -1   | int-overflow | integer 0     |
      | bool  | integer 1    | type         | boolean false |
      | char  | integer 65   | type         | character U+0000 |

  @BAR-09 @requires:array.ranges @id:feat-obj-copy
  Scenario: An old array gets young strings by a copy
    Given an array Old of 2 elements of ref
    When the whole heap is collected
    Given an array Young of 2 elements of ref
    When element 1 of Young becomes the string "a string that is still young"
    And 2 elements of Young are copied to Old
    And the handle of Young is dropped
    And the nursery is collected
    Then element 1 of Old is the string "a string that is still young"

  @ARR-10 @id:feat-obj-list
  Scenario: A list grows and stays the same list
    Given an empty list Queue
    And an object Owner with 1 slot and 0 bytes
    And slot 0 of Owner refers to Queue
    When the integers from 1 to 9 are pushed onto Queue
    Then Queue has 9 elements and room for 12
    When the whole heap is collected
    Then slot 0 of Owner leads to Queue
    And element 8 of the list Queue is the integer 9

  @ARR-11 @id:feat-obj-list-pop
  Scenario: The last one in is the first one out
    Given an empty list Stack
    When the integers from 1 to 3 are pushed onto Stack
    And the last element is popped off Stack
    Then the value is the integer 3
    And Stack has 2 elements and room for 8

  @ARR-11 @id:feat-obj-list-empty
  Scenario: Nothing can be popped off an empty list
    Given an empty list Stack
    When the last element is popped off Stack
    Then it panics with bounds

  @ARR-07 @id:feat-obj-slice
  Scenario: A window shows what lies behind it
    Given an array Numbers of 5 elements of i32
    And a slice Window of 2 elements from 3 of Numbers
    When element 4 of Numbers becomes the integer 44
    And the handle of Numbers is dropped
    And the whole heap is collected
    Then element 1 of the slice Window is the integer 44

  @ARR-08a @id:feat-obj-slice-short
  Scenario: The list became too short for the window
    Given an empty list Queue
    When the integers from 1 to 3 are pushed onto Queue
    Given a slice Window of 1 element from 2 of Queue
    When the last element is popped off Queue
    And element 0 of the slice Window is asked for
    Then it panics with bounds

  @VAL-10a @id:feat-obj-box
  Scenario: A number in a box moves without losing a bit
    Given an array Numbers of 1 element of f64
    When element 0 of Numbers becomes the float64 0x7FF0000000000001
    And the nursery is collected
    And the whole heap is collected
    Then element 0 of Numbers is the float64 0x7FF0000000000001
