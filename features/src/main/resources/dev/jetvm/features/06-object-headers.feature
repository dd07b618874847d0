@level:must @kind:scenario @requires:header.bytes
Feature: Object headers
  Sixteen bytes before every object: type, collector's state, size, flags, alignment, counts.

  @HDR-01 @HDR-02 @HDR-03 @HDR-04 @HDR-05 @HDR-08 @id:feat-header-packed
  Scenario: The example of the specification, byte by byte
    When a header is packed from
      | type   | 11259375 |
      | gc     | 6        |
      | rc     | 1        |
      | size   | 24       |
      | flags  | 1        |
      | align  | 8        |
      | weak   | 2        |
      | strong | 5        |
    Then the bytes are EF CD AB 16 18 00 00 00 01 00 23 00 05 00 00 00

  @HDR-02 @HDR-09 @HDR-11 @id:feat-header-unpacked
  Scenario: The same bytes read again
    When the header EF CD AB 16 18 00 00 00 01 00 23 00 05 00 00 00 is unpacked
    Then the answer says
      | type       | 11259375   |
      | colour     | black      |
      | pinned     | true       |
      | logged     | false      |
      | rc         | 1          |
      | size       | 24         |
      | align      | 8          |
      | weak       | 2          |
      | strong     | 5          |
      | headerWord | 0x16ABCDEF |

  @HDR-12a @id:feat-header-type-zero
  Scenario: Zeroed memory is no object
    When the header 00 00 00 00 08 00 00 00 00 00 03 00 00 00 00 00 is unpacked
    Then it is refused as malformed with the code header-type

  @HDR-04 @id:feat-header-align
  Scenario: An alignment is a power of two
    When a header is packed from
      | type  | 70 |
      | gc    | 0  |
      | size  | 8  |
      | align | 24 |
    Then it is refused as invalid with the code header-align

  @HDR-09 @id:feat-header-pinned-forwarded
  Scenario: A pinned object has not moved
    When the header 40 00 00 0F 00 00 00 00 08 00 00 00 00 00 00 00 is unpacked
    Then it is refused as malformed with the code header-pinned-forwarded
