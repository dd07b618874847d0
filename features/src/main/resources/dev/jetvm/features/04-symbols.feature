@level:must @kind:scenario @requires:value.symbols
Feature: Symbols
  A symbol is a name. Comparing two names is comparing two words.

  @VAL-13 @STR-12 @id:feat-symbol-same
  Scenario: Equal names are one word, different names are two
    Given the name "init" is interned as first
    And the name "main" is interned as second
    And the name "init" is interned as third
    Then first and third are the same word
    And first and second are different words

  @STR-12 @id:feat-symbol-text
  Scenario: The text of a symbol comes back
    Given the name "initialise-everything" is interned as name
    When the text of name is asked for
    Then the text is "initialise-everything"

  @STR-12 @CONF-12 @id:feat-symbol-unknown
  Scenario: After a reset no name is known
    Given everything is forgotten by a reset
    When the text of the word 0x0000000000FFFFFD is asked for
    Then it is refused as malformed with the code symbol-unknown

  @STR-12 @VAL-02 @id:feat-symbol-is-no-string
  Scenario: A string is no symbol
    When the text of the word 0x0000000074656A1E is asked for
    Then it is refused as malformed with the code symbol-word
