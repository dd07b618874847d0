@level:must @kind:scenario @requires:string.forms
Feature: Strings
  Up to 7 bytes are stored in the word, up to 23 in the object, and longer texts outside of it. The form does not affect the text.

  @STR-05 @STR-06 @id:feat-string-in-word
  Scenario: A short string lies in the word
    When the text "jet" becomes a string
    Then the word is 0x0000000074656A1E
    And nothing is allocated

  @STR-06 @id:feat-string-boundaries
  Scenario Outline: A text of <bytes> bytes is <form>
    When a text of <bytes> letters becomes a string
    Then the answer says
      | form   | <form>  |
      | length | <bytes> |
      | chars  | <bytes> |

    Examples:
      | bytes | form      |
      | 0     | immediate |
      | 7     | immediate |
      | 8     | inline    |
      | 23    | inline    |
      | 24    | external  |

  @STR-07 @STR-08 @HDR-05 @id:feat-string-image
  Scenario: The image of a string of eight bytes
    When the text "eight by" becomes a string
    Then the image is
      """
      08 00 00 00 28 00 00 00
      01 00 03 00 00 00 00 00
      08 00 00 00 08 00 00 00
      00 00 00 00 00 00 00 00
      65 69 67 68 74 20 62 79
      00 00 00 00 00 00 00 00
      00 00 00 00 00 00 00 88
      """
    And 56 bytes are allocated
    When that image is read as a string
    Then the text is "eight by"

  @STR-07 @id:feat-string-form-mark
  Scenario: Flag and mark of a string agree
    When the text "eight by" becomes a string
    And byte 8 of that image is changed to 00 and it is read as a string
    Then it is refused as malformed with the code string-form

  @STR-08 @id:feat-string-external
  Scenario: A long string says where its bytes are
    When the text "a text of twenty-four by" becomes a string with its bytes at 0x20000
    Then the image is
      """
      08 00 00 00 28 00 00 00
      00 00 03 00 00 00 00 00
      18 00 00 00 18 00 00 00
      00 00 00 00 00 00 00 00
      00 00 02 00 00 00 00 00
      18 00 00 00 00 00 00 00
      18 00 00 00 00 00 00 00
      """

  @STR-02 @id:feat-string-counts
  Scenario: Bytes and characters are counted apart
    When the text "größer als €" becomes a string
    Then the answer says
      | length | 16 |
      | chars  | 12 |

  @STR-03 @STR-04 @id:feat-string-hash
  Scenario Outline: The hash of "<text>"
    When the hash of "<text>" is asked for
    Then the hash is <hash>

    Examples:
      | text    | hash       |
      |         | 0x811C9DC5 |
      | a       | 0xE40C292C |
      | foobar  | 0xBF9CF968 |
      | init    | 0x16B1D373 |
      | ppkttia | 0x00000001 |
      | 4vjivjb | 0x00000001 |

  @STR-17 @requires:string.export @id:feat-string-export
  Scenario: A string for C ends in one NUL
    When the string "jet" is exported to C
    Then the bytes are 6A 65 74 00
