@level:must @kind:scenario @requires:header.bytes @requires:header.transitions
Feature: Colours and forwarding
  The collector marks what it reached and moves objects out of the way. Every step has its place.

  @HDR-09 @HDR-10 @id:feat-cycle
  Scenario: White, grey, black, and white again
    Given a white object of type 70 with 24 bytes
    When it is marked grey
    Then its header says
      | colour | grey |
    When it is marked black
    Then its header says
      | colour | black |
    When it is marked white
    Then its header says
      | colour | white |

  @HDR-10 @id:feat-no-shortcut
  Scenario: White does not turn black at once
    Given a white object of type 70 with 24 bytes
    When it is marked black
    Then it is refused as invalid with the code transition

  @HDR-09 @HDR-10 @id:feat-pin-keeps-colour
  Scenario: Colouring leaves pin and log alone
    Given a black, pinned, logged object of type 70 with 24 bytes
    When it is marked white
    Then its header says
      | colour | white |
      | pinned | true  |
      | logged | true  |

  @HDR-07 @HDR-10 @id:feat-move
  Scenario: An object moves
    Given a white object of type 70 with 24 bytes
    And its strong count is 7
    When it is claimed for copying
    Then its header says
      | colour | copying |
      | strong | 7       |
    When it is forwarded to 0x10000
    Then its header is 46 00 00 03 18 00 00 00 00 00 01 00 00 00 00 00
    And its header says
      | colour     | forwarded |
      | forwarding | 0x10000   |

  @HDR-07 @HDR-10 @id:feat-no-move-unclaimed
  Scenario: Only a claimed object is forwarded
    Given a black object of type 70 with 24 bytes
    When it is forwarded to 0x10000
    Then it is refused as invalid with the code transition

  @HDR-10 @id:feat-pinned-stays
  Scenario: A pinned object is never claimed, until it is unpinned
    Given a grey, pinned object of type 70 with 24 bytes
    When it is claimed for copying
    Then it is refused as invalid with the code transition
    When it is unpinned
    And it is claimed for copying
    Then its header says
      | colour | copying |

  @HDR-07 @id:feat-bad-address
  Scenario: An object does not move to an odd place
    Given a white object of type 70 with 24 bytes
    When it is claimed for copying
    And it is forwarded to 0x10004
    Then it is refused as invalid with the code header-forwarding

  @HDR-10 @id:feat-copying-is-closed
  Scenario: Counting an object that is being copied is refused
    Given a white object of type 70 with 24 bytes
    When it is claimed for copying
    And it is retained
    Then it is refused as invalid with the code transition

  @HDR-06 @HDR-11 @id:feat-weak-saturates
  Scenario: A weak count that reached its limit stays there
    Given a white object of type 70 with 24 bytes
    And its weak count is 4094
    When it is retained weakly
    Then its header says
      | weak | 4095 |
      | rc   | 8    |
    When it is released weakly
    Then its header says
      | weak | 4095 |
      | rc   | 8    |

  @HDR-06 @id:feat-underflow
  Scenario: A count of 0 is not decremented
    Given a white object of type 70 with 24 bytes
    When it is released
    Then it is refused as invalid with the code count-underflow
