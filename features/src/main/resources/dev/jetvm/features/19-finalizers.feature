@level:must @kind:scenario @requires:heap.core @requires:gc.collect @requires:gc.finalizers
Feature: Finalizers
  A file has to be closed when the object that represents it is reclaimed.

  @FIN-05 @id:feat-fin-unreachable
  Scenario: What is in use is not finalized
    Given an object File with 0 slots and 4 bytes
    And a finalizer close of File
    When the whole heap is collected
    And the finalizers had their time
    Then no finalizer has run
    When the handle of File is dropped
    And the whole heap is collected
    And the finalizers had their time
    Then close has run

  @FIN-01 @FIN-01a @id:feat-fin-one
  Scenario: An object has one finalizer
    Given an object File with 0 slots and 4 bytes
    And a finalizer close of File
    And a finalizer again of File
    Then it is refused as invalid with the code finalizer-twice

  @FIN-01a @id:feat-fin-immortal
  Scenario: What lives for ever needs no finalizer
    Given an immortal object Constant with 0 slots and 4 bytes
    And a finalizer close of Constant
    Then it is refused as invalid with the code finalizer-immortal

  @FIN-02 @id:feat-fin-slow
  Scenario: A slow finalizer does not block the program
    Given an object Socket with 0 slots and 4 bytes
    And a finalizer linger of Socket that waits at the gate timeout
    When the handle of Socket is dropped
    And the whole heap is collected
    And 1000 objects of 100 bytes are made and dropped
    And the whole heap is collected
    And the finalizers had their time
    Then 1 finalizer has not ended
    When the gate timeout opens
    And the finalizers had their time
    Then 0 finalizers have not ended

  @FIN-03 @id:feat-fin-priority
  Scenario: The file is closed before the disk is unmounted
    Given an object All with 2 slots and 0 bytes
    And an object Disk with 0 slots and 4 bytes
    And an object File with 0 slots and 4 bytes
    And a finalizer unmount of Disk with priority 20
    And a finalizer close of File with priority 10
    And slot 0 of All refers to Disk
    And slot 1 of All refers to File
    When the handle of Disk is dropped
    And the handle of File is dropped
    And the handle of All is dropped
    And the whole heap is collected
    And the finalizers had their time
    Then close has run before unmount

  @FIN-06 @FIN-07 @id:feat-fin-resurrect
  Scenario: An object comes back, once
    Given an object Phoenix with 0 slots and 2 bytes
    And the bytes of Phoenix become F0 0D
    And a finalizer rise that brings Phoenix back as the global nest
    When the handle of Phoenix is dropped
    And the whole heap is collected
    And the finalizers had their time
    And Phoenix is what the global nest holds
    Then the bytes of Phoenix are still F0 0D
    When the global nest is cleared
    And the handle of Phoenix is dropped
    And the whole heap is collected
    And the finalizers had their time
    Then rise has run

  @FIN-07 @HDR-14 @id:feat-fin-resurrect-weak
  Scenario: A weak reference does not come back
    Given an object Phoenix with 0 slots and 2 bytes
    And a weak reference Shadow to Phoenix
    And a finalizer rise that brings Phoenix back as the global nest
    When the handle of Phoenix is dropped
    And the whole heap is collected
    And the finalizers had their time
    Then Shadow yields nothing

  @FIN-08 @id:feat-fin-no-escape
  Scenario: Without leave to resurrect only a copy escapes
    Given an object Secret with 0 slots and 2 bytes
    And the bytes of Secret become 5E C2
    And a finalizer leak of Secret that tries to store it as the global press
    When the handle of Secret is dropped
    And the whole heap is collected
    And the finalizers had their time
    And Copy is what the global press holds
    Then the bytes of Copy are still 5E C2
    Given a finalizer own of Copy
    When the handle of Copy is dropped
    And the global press is cleared
    And the whole heap is collected
    And the finalizers had their time
    Then leak has run before own

  @FIN-11 @id:feat-fin-panic
  Scenario: A panic in a finalizer ends that finalizer
    Given an object Broken with 0 slots and 4 bytes
    And a finalizer fail of Broken that panics
    When the handle of Broken is dropped
    And the whole heap is collected
    And the finalizers had their time
    Then fail has panicked, and 1 finalizer failed
    And the heap is in order

  @FIN-09 @id:feat-fin-isolation
  Scenario: Looking into another finalizable object harms nothing
    Given an object File with 1 slot and 0 bytes
    And an object Disk with 1 slot and 0 bytes
    And slot 0 of File refers to Disk
    And a finalizer flush of File that looks into slot 0
    And a finalizer unmount of Disk with priority 5
    When the handle of File is dropped
    And the handle of Disk is dropped
    And the whole heap is collected
    And the finalizers had their time
    Then the heap is in order


  @FIN-14 @id:feat-fin-allocates @param:gc.nursery_size=64K
  Scenario: A finalizer may work as any function does
    Given an object Report with 0 slots and 4 bytes
    And a finalizer print of Report that makes 3000 objects of 100 bytes
    When the handle of Report is dropped
    And the whole heap is collected
    And the finalizers had their time
    Then print has run
    And the heap is in order

  @FIN-12 @id:feat-fin-drop
  Scenario: First the finalizer, then the destructor
    Given an object File with 0 slots and 4 bytes
    And a destructor free of File
    And a finalizer close of File
    When the handle of File is dropped
    And the whole heap is collected
    And the finalizers had their time
    And the whole heap is collected
    And the finalizers had their time
    Then close has run before free

  @FIN-13 @id:feat-fin-end
  Scenario: The end of a heap leaves nothing open
    Given an object File with 0 slots and 4 bytes
    And a finalizer close of File with priority 7
    And a destructor free of File
    When the heap ends
    Then at the end close has run before free
    And 0 finalizers have not ended
