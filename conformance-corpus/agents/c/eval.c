/* Chapter "Values": arithmetic. value.eval. */
#include "image.h"
#include "operations.h"
#include "plain.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* VAL-05d: a float32 operation that the machine computes with more bits would be rounded twice. */
_Static_assert(FLT_EVAL_METHOD == 0, "VAL-05d");

typedef enum { ADD, SUB, MUL, DIV, REM, NEG, WRAP_ADD, WRAP_SUB, WRAP_MUL, EQ, NE, LT, LE, GT, GE } Operator;

static const char *const OPERATORS[] = {
    [ADD] = "add", [SUB] = "sub", [MUL] = "mul", [DIV] = "div", [REM] = "rem", [NEG] = "neg",
    [WRAP_ADD] = "wrap-add", [WRAP_SUB] = "wrap-sub", [WRAP_MUL] = "wrap-mul",
    [EQ] = "eq", [NE] = "ne", [LT] = "lt", [LE] = "le", [GT] = "gt", [GE] = "ge",
};

/* ---- Integers: VAL-05a, VAL-05b, VAL-05c ---- */

/* Operands have 61 bits, so that sums, differences and quotients fit into 64; only products may not. */
static int64_t checked(Call *call, int64_t exact) {
    if (!in_range(exact)) {
        panic(call, "int-overflow");
    }
    return exact;
}

static int64_t product(Call *call, int64_t a, int64_t b) {
    int64_t exact;
    if (__builtin_mul_overflow(a, b, &exact)) {
        panic(call, "int-overflow");
    }
    return checked(call, exact);
}

static int64_t divisor(Call *call, int64_t b) {
    if (b == 0) {
        panic(call, "division-by-zero");
    }
    return b;
}

/* The low 61 bits, bit 60 being the sign. Computed without sign, where C wraps. */
static int64_t wrapped(uint64_t n) {
    uint64_t low = n & ((UINT64_C(1) << 61) - 1);
    return (int64_t) (low ^ UINT64_C(1) << 60) - (INT64_C(1) << 60);
}

static int64_t on_ints(Call *call, Operator operator, int64_t a, int64_t b) {
    switch (operator) {
    case ADD: return checked(call, a + b);
    case SUB: return checked(call, a - b);
    case MUL: return product(call, a, b);
    case DIV: return checked(call, a / divisor(call, b)); /* C cuts toward zero, as Jet does */
    case REM: return a % divisor(call, b);
    case NEG: return checked(call, -a);
    case WRAP_ADD: return wrapped((uint64_t) a + (uint64_t) b);
    case WRAP_SUB: return wrapped((uint64_t) a - (uint64_t) b);
    case WRAP_MUL: return wrapped((uint64_t) a * (uint64_t) b);
    default: panic(call, "type");
    }
}

/* ---- Floating-point numbers: VAL-05d. Two functions, so that neither format is ever computed in the other. ---- */

static uint64_t on_floats(Call *call, Operator operator, uint64_t left, uint64_t right) {
    uint32_t low[] = {(uint32_t) left, (uint32_t) right};
    float a, b, result;
    memcpy(&a, &low[0], sizeof a);
    memcpy(&b, &low[1], sizeof b);
    switch (operator) {
    case ADD: result = a + b; break;
    case SUB: result = a - b; break;
    case MUL: result = a * b; break;
    case DIV: result = a / b; break;
    case REM: result = fmodf(a, b); break;
    case NEG: return left ^ UINT32_C(1) << 31; /* the sign bit and nothing else, of a NaN too */
    default: panic(call, "type");
    }
    memcpy(&low[0], &result, sizeof result);
    return low[0];
}

static uint64_t on_doubles(Call *call, Operator operator, uint64_t left, uint64_t right) {
    double a, b, result;
    memcpy(&a, &left, sizeof a);
    memcpy(&b, &right, sizeof b);
    switch (operator) {
    case ADD: result = a + b; break;
    case SUB: result = a - b; break;
    case MUL: result = a * b; break;
    case DIV: result = a / b; break;
    case REM: result = fmod(a, b); break;
    case NEG: return left ^ UINT64_C(1) << 63;
    default: panic(call, "type");
    }
    memcpy(&left, &result, sizeof result);
    return left;
}

/* ---- Equality and order: VAL-05e ---- */

static double as_double(const Plain *value) {
    double number;
    if (value->kind == FLOAT64) {
        memcpy(&number, &value->bits, sizeof number);
        return number;
    }
    uint32_t bits = (uint32_t) value->bits;
    float narrow;
    memcpy(&narrow, &bits, sizeof narrow);
    return narrow; /* exact, so comparing is too */
}

static bool equal(const Plain *a, const Plain *b) {
    switch (a->kind) {
    case FLOAT32: case FLOAT64: return as_double(a) == as_double(b);
    case REF: case FLOAT64_REF: return a->bits == b->bits;
    case STRING:
        return a->bytes.length == b->bytes.length && memcmp(a->bytes.data, b->bytes.data, a->bytes.length) == 0;
    default: return a->number == b->number; /* of nil 0 and 0 */
    }
}

static bool less(Call *call, const Plain *a, const Plain *b) {
    switch (a->kind) {
    case INT: case CHAR: return a->number < b->number;
    case FLOAT32: case FLOAT64: return as_double(a) < as_double(b);
    default: panic(call, "type");
    }
}

static bool compares(Call *call, Operator operator, const Plain *a, const Plain *b) {
    switch (operator) {
    case EQ: return equal(a, b);
    case NE: return !equal(a, b);
    case LT: return less(call, a, b);
    case GT: return less(call, b, a);
    case LE: return less(call, a, b) || equal(a, b); /* not "not greater": a NaN is neither */
    default: return less(call, b, a) || equal(a, b);
    }
}

/* ---- value.eval ---- */

static Operator want_operator(Call *call) {
    Json name = want(call, call->request, "operator");
    for (size_t operator = 0; operator < LENGTH(OPERATORS); operator++) {
        if (json_is(name, OPERATORS[operator])) {
            return (Operator) operator;
        }
    }
    bad_request(call, "operator", "the name of an operator");
}

static void want_operands(Call *call, Operator operator, Plain operands[2]) {
    Json array = want_array(call, call->request, "operands");
    size_t count = operator == NEG ? 1 : 2;
    if (count_items(array) != count) {
        bad_request(call, "operands", operator == NEG ? "one plain value" : "two plain values");
    }
    size_t next = 0;
    for (Json item = {0}; json_next(array, &item); next++) {
        operands[next] = plain_from(call, item);
    }
    if (operator == NEG) {
        operands[1] = operands[0];
    }
    check_plain(call, &operands[0]);
    check_plain(call, &operands[1]);
}

static Plain evaluated(Call *call, Operator operator, const Plain *a, const Plain *b) {
    if (a->kind != b->kind) {
        panic(call, "type");
    }
    if (operator >= EQ) {
        return (Plain) {.kind = BOOL, .number = compares(call, operator, a, b)};
    }
    switch (a->kind) {
    case INT: return (Plain) {.kind = INT, .number = on_ints(call, operator, a->number, b->number)};
    case FLOAT32: return (Plain) {.kind = FLOAT32, .bits = on_floats(call, operator, a->bits, b->bits)};
    case FLOAT64: return (Plain) {.kind = FLOAT64, .bits = on_doubles(call, operator, a->bits, b->bits)};
    default: panic(call, "type");
    }
}

void value_eval(Call *call) {
    Operator operator = want_operator(call);
    Plain operands[2];
    want_operands(call, operator, operands);
    Plain result = evaluated(call, operator, &operands[0], &operands[1]);
    put_plain(call, "result", &result);
    put_allocated(call, &result);
}

/* VAL-15: of the results here only a float64 needs a box. */
void put_allocated(Call *call, const Plain *value) {
    put_number(call, "allocated", value->kind == FLOAT64 ? (int64_t) sizeof(Box) : 0);
}
