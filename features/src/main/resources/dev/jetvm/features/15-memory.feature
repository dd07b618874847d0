@level:must @kind:scenario @requires:heap.core @requires:heap.inspect @requires:gc.collect
Feature: Memory
  Objects begin in the nursery, grow old in mature space, or are too large or too important to move.

  @HEAP-27 @id:feat-heap-fresh
  Scenario: A fresh object is clean
    Given an object Account with 2 slots and 3 bytes
    Then slot 0 of Account is nil
    And slot 1 of Account is nil
    And the bytes of Account are still 00 00 00

  @HEAP-01 @HEAP-18 @GC-05 @requires:heap.policy @id:feat-heap-grows-old
  Scenario: An object grows old
    Given an object Account with 0 slots and 8 bytes
    Then Account lies in the nursery space
    When the nursery is collected
    Then Account lies in the mature space

  @HEAP-06 @HEAP-01 @requires:heap.policy @id:feat-heap-large
  Scenario: A large object stands alone and stays
    Given an object Picture with 0 slots and 300000 bytes
    Then Picture lies in the large space
    When the whole heap is collected
    Then Picture lies in the large space

  @HEAP-02 @GC-06 @id:feat-heap-immortal
  Scenario: An immortal object without references is not reclaimed
    Given an immortal object Literal with 0 slots and 2 bytes
    And the bytes of Literal become 0A 0B
    And a weak reference Watcher to Literal
    When the handle of Literal is dropped
    And the whole heap is collected
    Then Watcher yields an object

  @HEAP-02 @id:feat-heap-immortal-refuses
  Scenario: An immortal object refuses to refer to a mortal one
    Given an immortal object Constant with 1 slot and 0 bytes
    And an object Passing with 0 slots and 8 bytes
    When slot 0 of Constant refers to Passing
    Then it is refused as invalid with the code immortal-reference
    And slot 0 of Constant is nil

  @HEAP-31 @id:feat-heap-bounds
  Scenario: A slot that is not there
    Given an object Account with 1 slot and 0 bytes
    When slot 1 of Account becomes the integer 5
    Then it panics with bounds
    And slot 0 of Account is nil

  @HEAP-21 @id:feat-heap-full @param:heap.initial_size=1M @param:heap.max_size=2M @param:gc.stress=
  Scenario: A heap that is full
    Given a list Kept of 10000 objects
    When a list Endless of 300000 objects is wanted
    Then it panics with out-of-memory
    And the list Kept has 10000 objects, all intact
    When a list Modest of 5000 objects is wanted
    Then the list Modest has 5000 objects, all intact

  @HEAP-23 @requires:heap.policy @id:feat-heap-payload
  Scenario: A list in a heap of its own size
    Given an object Big with 0 slots and 16000 bytes
    And an object Bigger with 0 slots and 200000 bytes
    When the nursery is collected
    Then Big lies in the mature space
    And Bigger lies in the mature space
    And the heap is in order

  @HEAP-30 @id:feat-heap-use
  Scenario: What is in use
    Given an object Account with 0 slots and 8 bytes
    When 100 objects of 40 bytes are made and dropped
    And the whole heap is collected
    Then 1 object is in use
