@level:must @kind:scenario @requires:type.registry
Feature: Types and dispatch
  A call finds the method of the type that its receiver has, however it is made.

  @TYPE-22 @id:feat-type-built-in
  Scenario: The built-in types are there before the program
    Then there is a type String with the id 8
    And there is a type TypeDescriptor with the id 12
    When the program declares a type String
    Then it is refused as invalid with the code type-duplicate

  @TYPE-06 @TYPE-18 @requires:type.reflect @id:feat-type-name
  Scenario: Every value tells the name of its type
    Given a type Point with the fields
      | x | i32 |
      | y | i32 |
    And an object Origin of the type Point
    Then the type of Origin is called Point
    And the type of the integer 5 is called Int
    And the type of the nil is called Nil
    And the type of the string "a text that is an object" is called String

  @TYPE-10 @requires:type.interfaces @id:feat-type-dispatch
  Scenario: One call, two shapes
    Given an interface Shape with the methods area, sides
    And a type Circle that answers Shape with 314, 0
    And a type Square that answers Shape with 100, 4
    And an object Wheel of the type Circle
    And an object Tile of the type Square
    Then area of Wheel, as a Shape, is the integer 314
    And area of Tile, as a Shape, is the integer 100
    And sides of Tile, as a Shape, is the integer 4

  @TYPE-11 @requires:type.interfaces @id:feat-type-lacks
  Scenario: A type without the interface
    Given an interface Shape with the methods area
    And a type Idea with the fields
      | name | ref |
    And an object Plan of the type Idea
    When area of Plan, as a Shape, is called
    Then it panics with interface
    And the message names Idea and Shape
    When area of the integer 3, as a Shape, is called
    Then it panics with interface
    And the message names Int and Shape

  @TYPE-09 @requires:type.interfaces @id:feat-type-ask-first
  Scenario: Asking first is free
    Given an interface Shape with the methods area
    And a type Circle that answers Shape with 314
    Then Circle is known to implement Shape
    And String is known not to implement Shape

  @TYPE-12 @TYPE-14 @requires:type.traits @id:feat-type-downcast
  Scenario: A trait object remembers what it is
    Given an interface Shape with the methods area
    And a type Circle that answers Shape with 314
    And a type Square that answers Shape with 100
    And an object Wheel of the type Circle
    And a trait object Thing of Wheel for Shape
    Then area of the trait object Thing is the integer 314
    And Thing is a Circle
    And Thing is no Square
    When Thing is cast to Square
    Then it panics with cast
    When Thing is cast to Circle as Found
    Then Found is the same object as Wheel

  @TYPE-12 @requires:type.traits @requires:gc.collect @id:feat-type-trait-keeps
  Scenario: A trait object keeps its data alive
    Given an interface Shape with the methods area
    And a type Circle that answers Shape with 314
    And an object Wheel of the type Circle
    And a trait object Thing of Wheel for Shape
    When the handle of Wheel is dropped
    And the nursery is collected
    And the whole heap is collected
    Then area of the trait object Thing is the integer 314

  @TYPE-07a @TYPE-15 @requires:type.traits @requires:gc.finalizers @id:feat-type-drop
  Scenario: A trait object goes, and the concrete type's drop function is called
    Given an interface Stream with the methods size
    And a type File that answers Stream with 7 and is dropped by close
    And an object Log of the type File
    And a trait object Channel of Log for Stream
    When the handle of Log is dropped
    And the whole heap is collected
    Then no drop function was called
    When the handle of Channel is dropped
    And the whole heap is collected
    And the whole heap is collected
    Then the drop function close was called once

  @TYPE-17 @id:feat-type-const
  Scenario: A const field is written once
    Given a type Account with the fields
      | number  | i32 | const |
      | balance | i64 |       |
    And an object Mine of the type Account with 42, 100
    When balance of Mine becomes the integer 250
    And number of Mine becomes the integer 43
    Then it panics with read-only
    And number of Mine is the integer 42
    And balance of Mine is the integer 250

  @TYPE-19 @TYPE-20 @requires:type.reflect @id:feat-type-reflect
  Scenario: A program looks at a type and calls by name
    Given an interface Shape with the methods area
    And a type Square that answers Shape with 100
    And an object Tile of the type Square
    When area of Tile is called by its name
    Then the value is the integer 100
    When volume of Tile is called by its name
    Then the call failed with no-method

  @TYPE-21 @requires:type.reflect @requires:type.interfaces @param:type.reflection=false @id:feat-type-stripped
  Scenario: Reflection was left out of the program
    Given an interface Shape with the methods area
    And a type Square that answers Shape with 100
    And an object Tile of the type Square
    When area of Tile is called by its name
    Then the call failed with reflection-unavailable
    And the type of Tile is called ?
    And area of Tile, as a Shape, is the integer 100

  @IC-03 @IC-10 @requires:type.caches @id:feat-type-miss-then-hits
  Scenario: A call site learns
    Given an interface Shape with the methods area
    And a type Square that answers Shape with 100
    And an object Tile of the type Square
    And a call site for area of Shape
    When the site calls Tile, Tile, Tile, Tile
    Then the site is mono with 3 hits and 1 miss

  @IC-01 @IC-04 @requires:type.caches @id:feat-type-mega
  Scenario: A call site meets too many types
    Given an interface Shape with the methods area
    And types A, B, C, D, E that answer Shape, with an object of each
    And a call site for area of Shape
    When the site calls OfA, OfB, OfC, OfD
    Then the site is poly with 0 hits and 4 misses
    When the site calls OfE
    Then the site is mega with 0 hits and 5 misses
    When the site calls OfA, OfA
    Then the site is mega with 0 hits and 7 misses

  @IC-09 @requires:type.caches @id:feat-type-stale
  Scenario: A method gets another body
    Given an interface Shape with the methods area
    And a type Square that answers Shape with 100
    And an object Tile of the type Square
    And a call site for area of Shape
    When the site calls Tile, Tile
    Then the value is the integer 100
    When area of Square is changed to 121
    And the site calls Tile
    Then the value is the integer 121

  @IC-07 @requires:type.caches @id:feat-type-no-property
  Scenario: A property that is not there
    Given a type Point with the fields
      | x | i32 |
    And an object Origin of the type Point
    And a property site for z
    When the property of Origin is read
    Then it panics with property
    And the message names Point and z

  @IC-08 @requires:type.caches @id:feat-type-no-object
  Scenario: A number has no properties
    Given a property site for x
    When the property of the integer 5 is read
    Then it panics with non-object

  @IC-07 @IC-09 @requires:type.caches @id:feat-type-redefined
  Scenario: A type is defined anew
    Given a type Point with the fields
      | x | i32 |
    And an object Old of the type Point with 1
    And a property site for x
    When the property of Old is read
    Then the value is the integer 1
    When the type Point is defined anew with the fields
      | pad | i64 |
      | x   | i32 |
    And an object New of the type Point with 7, 2
    And the property of New is read
    Then the value is the integer 2
    When the property of Old is read
    Then the value is the integer 1
