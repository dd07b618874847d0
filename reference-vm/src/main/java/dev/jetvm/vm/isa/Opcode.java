package dev.jetvm.vm.isa;

import static dev.jetvm.vm.isa.Opcode.Flag.*;
import static dev.jetvm.vm.isa.Operand.*;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every instruction, one row each. The decoder, assembler, disassembler, verifier and interpreter and the tables of the
 * book are derived from these rows; an instruction is defined nowhere else.
 *
 * <p>The numbers 0 to 45 are those of the oldest source; 46 to 127 follow in the order of the families; 128 and up are
 * shorter forms that compilers may emit (ERR-204). A number is never reassigned.
 *
 * @spec ISA-01
 * @spec ISA-02
 * @spec ISA-03
 */
public enum Opcode {
    NOP(0, Family.STACK, "--", "ISA-06", "Nothing."), //
    CONST(1, Family.CONSTANTS, "-- value", "ISA-04", "Pushes a constant.", CONSTANT), //
    GET_GLOBAL(2, Family.VARIABLES, "-- value", "ISA-08", "Pushes a global of the module.", PANICS, NAME), //
    SET_GLOBAL(3, Family.VARIABLES, "value -- value", "ISA-09", "Assigns to a global that exists.", PANICS, NAME), //
    GET_LOCAL(4, Family.VARIABLES, "-- value", "ISA-07", "Pushes a slot.", LOCAL), //
    SET_LOCAL(5, Family.VARIABLES, "value -- value", "ISA-07", "Assigns to a slot.", LOCAL), //
    GET_UPVALUE(6, Family.CLOSURES, "-- value", "ISA-11", "Pushes a captured variable.", UPVALUE), //
    SET_UPVALUE(7, Family.CLOSURES, "value -- value", "ISA-11", "Assigns to a captured variable.", STORES,
            UPVALUE), //
    ADD(8, Family.ARITHMETIC, "left right -- sum", "ISA-12", "Adds numbers or joins strings.", MAKES), //
    SUBTRACT(9, Family.ARITHMETIC, "left right -- difference:number", "ISA-13", "Subtracts.", MAKES), //
    MULTIPLY(10, Family.ARITHMETIC, "left right -- product:number", "ISA-13", "Multiplies.", MAKES), //
    DIVIDE(11, Family.ARITHMETIC, "left right -- quotient:number", "ISA-13",
            "Divides; ints truncate toward zero.", MAKES), //
    MOD(12, Family.ARITHMETIC, "left right -- remainder:number", "ISA-14",
            "The remainder, with the sign of the left operand.", MAKES), //
    NEGATE(13, Family.ARITHMETIC, "number -- negative:number", "ISA-15", "Changes the sign.", MAKES), //
    NOT(14, Family.LOGIC, "value -- falsey:bool", "ISA-16", "Whether the value is nil or false."), //
    AND(15, Family.LOGIC, "left right -- deciding", "ISA-17",
            "The left operand if that is falsey, otherwise the right."), //
    OR(16, Family.LOGIC, "left right -- deciding", "ISA-17",
            "The right operand if the left is falsey, otherwise the left."), //
    EQUAL(17, Family.COMPARISON, "left right -- equal:bool", "ISA-18", "Whether two values are equal."), //
    NE(18, Family.COMPARISON, "left right -- unequal:bool", "ISA-18", "Whether two values are not equal."), //
    LESS(19, Family.COMPARISON, "left right -- less:bool", "ISA-19", "Whether left is below right.", PANICS), //
    LE(20, Family.COMPARISON, "left right -- notAbove:bool", "ISA-19", "Whether left is below or equal to right.",
            PANICS), //
    GREATER(21, Family.COMPARISON, "left right -- greater:bool", "ISA-19", "Whether left is above right.", PANICS), //
    GE(22, Family.COMPARISON, "left right -- notBelow:bool", "ISA-19", "Whether left is above or equal to right.",
            PANICS), //
    JUMP(23, Family.JUMPS, "--", "ISA-20", "Goes forward.", ENDS, FORWARD), //
    JUMP_IF_FALSE(24, Family.JUMPS, "condition -- condition", "ISA-21", "Goes forward if the top is falsey.", NONE,
            FORWARD), //
    JUMP_IF_TRUE(25, Family.JUMPS, "condition -- condition", "ISA-21", "Goes forward unless the top is falsey.", NONE,
            FORWARD), //
    CALL(26, Family.CALLS, "callee arguments* -- result", "ISA-23", "Calls what lies below the arguments.", CALLS,
            COUNT8), //
    RETURN(27, Family.CALLS, "result --", "ISA-24", "Leaves the function.", ENDS_SAFELY), //
    PRINT(28, Family.DEBUGGING, "value --", "ISA-25", "Writes a value and a line feed to standard output.",
            MAKES), //
    POP(29, Family.STACK, "value --", "ISA-06", "Drops the top."), //
    DUP(30, Family.STACK, "value -- value value", "ISA-06", "Pushes the top once more."), //
    SWAP(31, Family.STACK, "left right -- right left", "ISA-06", "Exchanges the two topmost."), //
    NEW_ARRAY(32, Family.AGGREGATES, "elements* -- array:array", "ISA-26",
            "An array of the operands, the deepest first.", MAKES, COUNT16), //
    NEW_OBJECT(33, Family.CLASSES, "-- object:instance", "ISA-27", "An empty instance of the base class.", MAKES), //
    GET_PROPERTY(34, Family.CLASSES, "object -- value", "ISA-28", "A field, or a method bound to the object.", MAKES,
            NAME, CACHE), //
    SET_PROPERTY(35, Family.CLASSES, "object value -- value", "ISA-28", "Assigns to a field; creates it.", MAKES, NAME,
            CACHE), //
    GET_INDEX(36, Family.AGGREGATES, "object index -- element", "ISA-29", "An element.", MAKES), //
    SET_INDEX(37, Family.AGGREGATES, "object index value -- value", "ISA-29", "Replaces an element.", MAKES), //
    CLOSURE(38, Family.CLOSURES, "-- closure:closure", "ISA-30", "A closure over variables of this frame.", MAKES,
            FUNCTION, CAPTURES), //
    CLASS(39, Family.CLASSES, "-- class:class", "ISA-32", "A new class without methods.", MAKES, NAME), //
    METHOD(40, Family.CLASSES, "class:class! method:code! -- class:class", "ISA-32", "Gives a class a method.", MAKES,
            NAME), //
    INVOKE(41, Family.CLASSES, "object arguments* -- result", "ISA-32", "Calls a method of an object.", CALLS, NAME,
            COUNT8, CACHE), //
    SUPER_INVOKE(42, Family.CLASSES, "object arguments* superclass:class! -- result", "ISA-32",
            "Calls a method of the superclass.", CALLS, NAME, COUNT8), //
    INHERIT(43, Family.CLASSES, "superclass:class! class:class! -- class:class", "ISA-32",
            "Copies the methods of the superclass.", MAKES), //
    GET_SUPER(44, Family.CLASSES, "object superclass:class! -- method:bound", "ISA-32",
            "A method of the superclass, bound to the object.", MAKES, NAME), //
    HALT(45, Family.CALLS, "--", "ISA-33", "Ends the run in order.", ENDS_SAFELY), //
    NIL(46, Family.CONSTANTS, "-- nil:nil", "ISA-05", "Pushes nil."), //
    TRUE(47, Family.CONSTANTS, "-- true:bool", "ISA-05", "Pushes true."), //
    FALSE(48, Family.CONSTANTS, "-- false:bool", "ISA-05", "Pushes false."), //
    LOOP(49, Family.JUMPS, "--", "ISA-22", "Goes backward.", ENDS_SAFELY, BACKWARD), //
    CLOSE_UPVALUE(50, Family.CLOSURES, "variable --", "ISA-31",
            "Gives captures of the top a value of their own, and drops it.", STORES), //
    DEFINE_GLOBAL(51, Family.VARIABLES, "value --", "ISA-10", "Creates a global or gives it another value.", NONE,
            NAME), //
    CONST_W(52, Family.CONSTANTS, "-- value", "ISA-04", "Pushes a constant.", NONE, CONSTANT_WIDE), //
    JUMP_W(53, Family.JUMPS, "--", "ISA-20", "Goes forward.", ENDS, FORWARD_WIDE), //
    JUMP_IF_FALSE_W(54, Family.JUMPS, "condition -- condition", "ISA-21", "Goes forward if the top is falsey.", NONE,
            FORWARD_WIDE), //
    JUMP_IF_TRUE_W(55, Family.JUMPS, "condition -- condition", "ISA-21", "Goes forward unless the top is falsey.", NONE,
            FORWARD_WIDE), //
    LOOP_W(56, Family.JUMPS, "--", "ISA-22", "Goes backward.", ENDS_SAFELY, BACKWARD_WIDE), //
    GET_IMPORT(57, Family.VARIABLES, "-- value", "MOD-12", "Pushes what another module exports.", PANICS, IMPORT), //
    WRAP_ADD(58, Family.ARITHMETIC, "left:int right:int -- sum:int", "ISA-12", "Adds ints modulo 2^61.", MAKES), //
    WRAP_SUBTRACT(59, Family.ARITHMETIC, "left:int right:int -- difference:int", "ISA-13",
            "Subtracts ints modulo 2^61.", MAKES), //
    WRAP_MULTIPLY(60, Family.ARITHMETIC, "left:int right:int -- product:int", "ISA-13", "Multiplies ints modulo 2^61.",
            MAKES), //
    CONVERT(61, Family.ARITHMETIC, "value -- converted", "ISA-38", "The value as another kind.", MAKES, TARGET), //
    TAIL_CALL(62, Family.CALLS, "callee arguments* --", "ISA-39",
            "Calls, and returns what that returns; the frame is given up first.", TAIL, COUNT8), //
    NEW_ARRAY_OF(63, Family.AGGREGATES, "length:int -- array:array", "ISA-40",
            "An array of a storage class, zero or nil.", MAKES, STORAGE), //
    NEW_LIST(64, Family.AGGREGATES, "elements* -- list:list", "ISA-40", "A list of the operands, the deepest first.",
            MAKES, COUNT16), //
    LIST_PUSH(65, Family.AGGREGATES, "list value --", "ISA-40", "Adds an element at the end.", MAKES), //
    LIST_POP(66, Family.AGGREGATES, "list -- value", "ISA-40", "Takes the last element away.", PANICS), //
    LENGTH(67, Family.AGGREGATES, "object -- length:int", "ISA-40",
            "Elements of an array, slice, list or map; bytes of a string.", PANICS), //
    SLICE(68, Family.AGGREGATES, "object offset count -- part", "ISA-41",
            "A window on an array or slice; a part of a string.", MAKES), //
    ARRAY_COPY(69, Family.AGGREGATES, "from at to there count --", "ISA-41", "Copies elements between arrays.", MAKES), //
    ARRAY_FILL(70, Family.AGGREGATES, "array from count value --", "ISA-41", "Gives elements of an array one value.",
            MAKES), //
    NEW_MAP(71, Family.AGGREGATES, "pairs** -- map:map", "ISA-42",
            "A map of the pairs of key and value, the deepest first.", MAKES, COUNT16), //
    MAP_HAS(72, Family.AGGREGATES, "map key -- has:bool", "ISA-42", "Whether a key is there.", PANICS), //
    MAP_REMOVE(73, Family.AGGREGATES, "map key -- value", "ISA-42", "Removes a key; its value, or nil.", PANICS), //
    MAP_KEYS(74, Family.AGGREGATES, "map -- keys:array", "ISA-42", "The keys in the order in which they came.", MAKES), //
    NEW_STRUCT(75, Family.STRUCTS, "fields* -- struct:struct", "ISA-43",
            "A struct of the operands, in declaration order.", MAKES, STRUCT), //
    GET_FIELD(76, Family.STRUCTS, "struct -- value", "ISA-43", "A field of a struct.", MAKES, STRUCT, FIELD), //
    SET_FIELD(77, Family.STRUCTS, "struct value -- value", "ISA-43", "Assigns to a field of a struct.", MAKES, STRUCT,
            FIELD), //
    COMPARE_STRINGS(78, Family.COMPARISON, "left right -- order:int", "ISA-44", "-1, 0 or 1 by the order of the texts.",
            PANICS), //
    CALL_INTERFACE(79, Family.TRAITS, "receiver arguments* -- result", "ISA-45", "Calls a method of an interface.",
            CALLS, INTERFACE, SLOT, COUNT8, CACHE), //
    NEW_TRAIT(80, Family.TRAITS, "value -- object:trait", "ISA-45", "A trait object of a value.", MAKES, INTERFACE), //
    CALL_TRAIT(81, Family.TRAITS, "object arguments* -- result", "ISA-45", "Calls a method of a trait object.", CALLS,
            SLOT, COUNT8), //
    CAST(82, Family.TRAITS, "object -- value", "ISA-45", "What a trait object holds, if it is of the type.", PANICS,
            STRUCT), //
    IS_TYPE(83, Family.TRAITS, "value -- is:bool", "ISA-45", "Whether a value is of a type or implements an interface.",
            NONE, TYPE), //
    TYPE_NAME(84, Family.TRAITS, "value -- name:string", "ISA-45", "The name of the type of a value.", MAKES), //
    PUSH_RECOVER(85, Family.UNWINDING, "--", "ISA-46", "From here to its end a panic goes to the handler.", NONE,
            FORWARD), //
    POP_RECOVER(86, Family.UNWINDING, "--", "ISA-46", "Ends the innermost protected part."), //
    PUSH_CLEANUP(87, Family.UNWINDING, "cleanup:code! --", "ISA-47", "Will be called when the frame is left.", MAKES), //
    POP_CLEANUP(88, Family.UNWINDING, "--", "ISA-47", "Takes the last cleanup away; with 1, calls it.", CALLS, FLAG), //
    PANIC(89, Family.UNWINDING, "message --", "ISA-48", "Panics with the code user.", ENDS_MAKING), //
    PERFORM(90, Family.EFFECTS, "arguments* -- result", "ISA-61", "Performs an effect.", CALLS, NAME, COUNT8), //
    PUSH_HANDLER(91, Family.EFFECTS, "handler:code! --", "ISA-62", "Handles an effect until the frame is left.", PANICS,
            NAME), //
    POP_HANDLER(92, Family.EFFECTS, "--", "ISA-62", "Takes the last handler of the frame away.", PANICS), //
    RESUME(93, Family.EFFECTS, "continuation value -- result", "ISA-63", "Goes on where an effect was performed.",
            CALLS), //
    SPAWN(94, Family.TASKS, "callee arguments* -- task:other", "ISA-50", "Starts a task.", TASK, COUNT8), //
    JOIN(95, Family.TASKS, "task -- result", "ISA-51", "Waits for a task.", TASK), //
    YIELD(96, Family.TASKS, "--", "ISA-52", "Lets others run.", TASK), //
    CANCEL(97, Family.CANCELLATION, "task --", "ISA-53", "Asks a task to end.", TASK), //
    ENTER_SCOPE(98, Family.SCOPES, "--", "ISA-54", "Tasks from here belong to a scope.", TASK), //
    LEAVE_SCOPE(99, Family.SCOPES, "--", "ISA-54", "Waits for the tasks of the scope.", TASK), //
    NEW_CHANNEL(100, Family.CHANNELS, "capacity -- channel:other", "ISA-55", "Creates a channel.", CHANNEL), //
    SEND(101, Family.CHANNELS, "channel value -- sent:bool", "ISA-56", "Sends, and waits until that is done.", CHANNEL), //
    RECEIVE(102, Family.CHANNELS, "channel -- value received:bool", "ISA-57", "Receives, and waits until that is done.",
            CHANNEL), //
    TRY_SEND(103, Family.CHANNELS, "channel value -- sent:bool", "ISA-58", "Sends if that needs no wait.", CHANNEL), //
    TRY_RECEIVE(104, Family.CHANNELS, "channel -- value received:bool", "ISA-58", "Receives if that needs no wait.",
            CHANNEL), //
    CLOSE_CHANNEL(105, Family.CHANNELS, "channel -- closed:bool", "ISA-59", "Closes a channel.", CHANNEL), //
    SELECT(106, Family.SELECT, "cases*** -- value done:bool index:int", "ISA-60",
            "Executes one of several operations: channel, value and whether to send, for each; with 1, none of them if none is ready.",
            CHANNEL, COUNT8, FLAG), //
    CALL_FOREIGN(107, Family.FOREIGN, "arguments* -- result", "ISA-37", "Calls a C function.", FOREIGN_CALL, IMPORT,
            COUNT8), //
    BREAKPOINT(108, Family.DEBUGGING, "--", "ISA-35", "Nothing, but a debugger may stop here."), //
    PROFILE(109, Family.DEBUGGING, "--", "ISA-35", "Nothing, but a profiler may count here.", NONE, NUMBER), //
    CLOSE_LOCALS(110, Family.CLOSURES, "--", "ISA-31b",
            "Gives captures of a slot, and of those behind it, values of their own.", PANICS, LOCAL), //
    TAIL_RESUME(111, Family.EFFECTS, "continuation value --", "ISA-63",
            "Goes on where an effect was performed, and returns what that returns; the frame is given up first.", TAIL), //
    EXT(127, Family.DEBUGGING, "--", "ISA-36", "An extension.", NONE, EXTENSION), //
    CONST_0(128, Family.SHORT, "-- zero:int", "ISA-49", "Pushes the int 0."), //
    CONST_1(129, Family.SHORT, "-- one:int", "ISA-49", "Pushes the int 1."), //
    GET_LOCAL_0(130, Family.SHORT, "-- value", "ISA-49", "Pushes slot 0."), //
    GET_LOCAL_1(131, Family.SHORT, "-- value", "ISA-49", "Pushes slot 1."), //
    GET_LOCAL_2(132, Family.SHORT, "-- value", "ISA-49", "Pushes slot 2."), //
    GET_LOCAL_3(133, Family.SHORT, "-- value", "ISA-49", "Pushes slot 3."), //
    ADD_CONST(134, Family.SHORT, "left -- sum", "ISA-49", "Adds a constant to the top, as CONST and ADD do.", MAKES,
            CONSTANT);

    /** Properties of an instruction that are not derived from its operands. */
    public enum Flag {
        /** Control never continues at the next instruction. */
        TERMINAL,
        /** A collection may occur; the instruction has a stack map. */
        SAFEPOINT,
        /** Another frame may run before the instruction completes; the stack map omits the consumed operands. */
        CALLING,
        /** The instruction panics for some operands. */
        PANICKING,
        /** The instruction needs the feature that the flag names: {@code vm.foreign}. */
        NEEDS_FOREIGN;

        static final Set<Flag> NONE = Set.of();
        /** A cleanup may run while the frame is still at the panicking instruction, which therefore has a stack map. */
        static final Set<Flag> PANICS = EnumSet.of(PANICKING, SAFEPOINT);
        static final Set<Flag> MAKES = PANICS;
        /** The instruction stores into an object; in a stress mode every store collects. */
        static final Set<Flag> STORES = EnumSet.of(SAFEPOINT);
        static final Set<Flag> CALLS = EnumSet.of(PANICKING, SAFEPOINT, CALLING);
        static final Set<Flag> TAIL = EnumSet.of(PANICKING, SAFEPOINT, CALLING, TERMINAL);
        static final Set<Flag> ENDS = EnumSet.of(TERMINAL);
        static final Set<Flag> ENDS_SAFELY = EnumSet.of(TERMINAL, SAFEPOINT);
        static final Set<Flag> ENDS_MAKING = EnumSet.of(TERMINAL, SAFEPOINT, PANICKING);
        static final Set<Flag> TASK = PANICS;
        static final Set<Flag> CHANNEL = PANICS;
        static final Set<Flag> FOREIGN_CALL = EnumSet.of(PANICKING, SAFEPOINT, NEEDS_FOREIGN);

        /** Returns the feature of the protocol that this flag names, or null. */
        @Nullable
        String feature() {
            String name = name();
            return name.startsWith("NEEDS_") ? "vm." + name.substring(6).toLowerCase(Locale.ROOT) : null;
        }
    }

    private static final @Nullable Opcode[] BY_CODE = new @Nullable Opcode[256];
    private static final Map<String, Opcode> BY_NAME = Arrays.stream(values())
            .collect(Collectors.toMap(Opcode::name, Function.identity()));

    static {
        for (Opcode opcode : values()) {
            BY_CODE[opcode.code] = opcode;
        }
    }

    private final int code;
    private final Family family;
    private final StackEffect effect;
    private final String clause;
    private final String meaning;
    private final Set<Flag> flags;
    private final List<Operand> operands;
    private final int length;
    private final boolean jump;

    Opcode(int code, Family family, String effect, String clause, String meaning, Operand... operands) {
        this(code, family, effect, clause, meaning, Set.of(), operands);
    }

    Opcode(int code, Family family, String effect, String clause, String meaning, Set<Flag> flags,
            Operand... operands) {
        this.code = code;
        this.family = family;
        this.effect = StackEffect.of(effect);
        this.clause = clause;
        this.meaning = meaning;
        this.flags = flags;
        this.operands = List.of(operands);
        this.jump = this.operands.stream().anyMatch(Operand::isJump);
        this.length = 1 + this.operands.stream().mapToInt(operand -> Math.max(0, operand.size())).sum();
    }

    /** Returns the instruction with an opcode, or null if the opcode is undefined. @param code 0 to 255 */
    public static @Nullable Opcode of(int code) {
        return BY_CODE[code];
    }

    /** Returns the instruction with a mnemonic, or null. */
    public static @Nullable Opcode named(String mnemonic) {
        return BY_NAME.get(mnemonic);
    }

    public int code() {
        return code;
    }

    public Family family() {
        return family;
    }

    public StackEffect effect() {
        return effect;
    }

    public String clause() {
        return clause;
    }

    public String meaning() {
        return meaning;
    }

    public List<Operand> operands() {
        return operands;
    }

    /**
     * Returns the position of an operand in the instruction.
     *
     * @throws IllegalArgumentException if the instruction has no such operand
     */
    public OperandPlace place(Operand operand) {
        int offset = 1;
        for (Operand each : operands) {
            if (each == operand) {
                return new OperandPlace(offset, each.size());
            }
            offset += each.size();
        }
        throw new IllegalArgumentException(this + " has no operand " + operand);
    }

    public Set<Flag> flags() {
        return flags;
    }

    public boolean is(Flag flag) {
        return flags.contains(flag);
    }

    /** Returns the length in bytes, for {@link #CLOSURE} without its captures. */
    public int length() {
        return length;
    }

    /** Returns the slot that a short form implies; 0, which every frame has, for all other instructions. */
    public int slot() {
        return switch (this) {
            case GET_LOCAL_1 -> 1;
            case GET_LOCAL_2 -> 2;
            case GET_LOCAL_3 -> 3;
            default -> 0;
        };
    }

    /** Returns whether the instruction has a jump operand. */
    public boolean isJump() {
        return jump;
    }

    /** Returns the feature that the instruction needs besides {@code vm.run}, or null. */
    public @Nullable String feature() {
        for (Flag flag : flags) {
            if (flag.feature() != null) {
                return flag.feature();
            }
        }
        return null;
    }
}
