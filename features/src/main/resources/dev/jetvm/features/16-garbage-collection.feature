@level:must @kind:scenario @requires:heap.core @requires:heap.inspect @requires:gc.collect
Feature: Garbage collection
  What can still be reached stays as it is. Everything else goes, sooner or later.

  @GC-01 @GC-29 @id:feat-gc-keeps
  Scenario: What a program can reach stays as it is
    Given an object Owner with 1 slot and 2 bytes
    And an object Pet with 0 slots and 1 byte
    And the bytes of Owner become CA FE
    And the bytes of Pet become 07
    And slot 0 of Owner refers to Pet
    When the nursery is collected
    And the whole heap is collected
    Then the bytes of Owner are still CA FE
    And slot 0 of Owner leads to Pet
    And the bytes of Pet are still 07

  @GC-02 @id:feat-gc-cycle
  Scenario: Two objects that only know each other
    Given an object Romeo with 1 slot and 0 bytes
    And an object Juliet with 1 slot and 0 bytes
    And slot 0 of Romeo refers to Juliet
    And slot 0 of Juliet refers to Romeo
    When the handle of Romeo is dropped
    And the whole heap is collected
    Then 0 objects were reclaimed
    When the handle of Juliet is dropped
    And the whole heap is collected
    Then 2 objects were reclaimed

  @GC-04 @id:feat-gc-pinned
  Scenario: A pinned object does not move
    Given an object Buffer with 0 slots and 2 bytes
    And the bytes of Buffer become 12 34
    When Buffer is pinned where it lies
    And 500 objects of 90 bytes are made and dropped
    And the nursery is collected
    And the whole heap is collected
    Then Buffer has not moved
    And the bytes of Buffer are still 12 34

  @GC-04 @HDR-10 @id:feat-gc-unpin-twice
  Scenario: What was never pinned cannot be unpinned
    Given an object Buffer with 0 slots and 2 bytes
    When Buffer is unpinned again
    Then it is refused as invalid with the code transition

  @BAR-08 @BAR-01 @requires:heap.policy @id:feat-gc-old-to-young
  Scenario: An old object refers to a young one
    Given an object Parent with 1 slot and 0 bytes
    When the nursery is collected
    Then Parent lies in the mature space
    Given an object Child with 0 slots and 1 byte
    And the bytes of Child become 2A
    And slot 0 of Parent refers to Child
    When the handle of Child is dropped
    And the nursery is collected
    Then 0 objects were reclaimed
    When Child is what slot 0 of Parent leads to
    Then the bytes of Child are still 2A

  @BAR-08 @id:feat-gc-edge-gone
  Scenario: An old object lets go of a young one
    Given an object Parent with 1 slot and 0 bytes
    When the nursery is collected
    Given an object Child with 0 slots and 1 byte
    And slot 0 of Parent refers to Child
    And slot 0 of Parent is cleared
    And a weak reference Watcher to Child
    When the handle of Child is dropped
    And the whole heap is collected
    Then Watcher yields nothing

  @BAR-06 @id:feat-gc-many-stores @param:gc.stress=
  Scenario: Thousands of old objects get young ones
    Given a list Old of 3000 objects
    When the whole heap is collected
    And a new object is hung on each object of Old
    And the nursery is collected
    Then 0 objects were reclaimed
    And everything that was hung on Old is intact
    And the heap is in order

  @HDR-14 @id:feat-gc-weak
  Scenario: A weak reference keeps nothing alive
    Given an object Page with 0 slots and 8 bytes
    And a weak reference Bookmark to Page
    When the whole heap is collected
    Then Bookmark yields Page
    When the handle of Page is dropped
    And the whole heap is collected
    Then Bookmark yields nothing

  @GC-07 @id:feat-gc-counting @param:gc.stress=
  Scenario: Counting frees an old object before the next full collection
    Given an object Holder with 1 slot and 0 bytes
    And an acyclic object Leaf with 8 bytes
    And slot 0 of Holder refers to Leaf
    When the handle of Leaf is dropped
    And the nursery is collected
    Then 0 objects were freed by counting
    When slot 0 of Holder is cleared
    And the nursery is collected
    Then 1 object was freed by counting

  @GC-20 @id:feat-gc-off @param:gc.enabled=false
  Scenario: Collection is switched off
    When 50 objects of 24 bytes are made and dropped
    And the whole heap is collected
    Then the request to collect was ignored
    And 50 objects are in use

  @GC-16 @id:feat-gc-long @param:gc.stress=
  Scenario: A list of a hundred thousand objects
    Given a list Long of 100000 objects
    When the whole heap is collected
    Then the list Long has 100000 objects, all intact

  @GC-03 @id:feat-gc-evacuate @param:gc.stress=evacuate-all+poison
  Scenario: Every block is emptied, and nothing is lost
    Given a list Moving of 500 objects
    And an object Fixed with 1 slot and 1 byte
    And slot 0 of Fixed refers to Moving
    When the nursery is collected
    And Fixed is pinned where it lies
    And the whole heap is collected
    And the whole heap is collected
    Then Fixed has not moved
    And slot 0 of Fixed leads to Moving
    And the list Moving has 500 objects, all intact

  @GC-19 @GC-27 @id:feat-gc-stress @param:gc.stress=allocation+barrier+poison
  Scenario: A collection at every opportunity
    Given an object Note with 1 slot and 0 bytes
    When slot 0 of Note becomes the string "a text that is longer than the word it would have to fit into"
    And 20 objects of 60 bytes are made and dropped
    Then slot 0 of Note holds the string "a text that is longer than the word it would have to fit into"
    And the heap is in order
