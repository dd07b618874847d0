'use strict';
// What JavaScript has for float64 only: rounding an int to a float32 once, and the shortest digits of a float32.

const FLOAT32_BITS = 24;
const FLOAT32_LEAST = 2 ** -149;

/** The float32 nearest to a BigInt, ties to even, in one rounding. */
function roundToFloat32(int) {
  const size = int < 0n ? -int : int;
  const surplus = size.toString(2).length - FLOAT32_BITS;
  if (surplus <= 0) return Number(int);
  const unit = 1n << BigInt(surplus);
  const rest = size % unit;
  let kept = size / unit;
  if (rest * 2n > unit || (rest * 2n === unit && kept % 2n === 1n)) kept += 1n;
  const rounded = Number(kept * unit);
  return int < 0n ? -rounded : rounded;
}

/** An exact fraction [numerator, denominator] of a finite positive number. */
function fraction(number) {
  let denominator = 1n;
  let scaled = number;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    denominator *= 2n;
  }
  return [BigInt(scaled), denominator];
}

/** The distance of neighbouring float32 numbers just above `value`. */
function step(value) {
  const exponent = Math.max(Math.floor(Math.log2(value)), -126);
  for (const e of [exponent + 1, exponent, exponent - 1]) {
    if (2 ** e <= value) return Math.max(2 ** (e - FLOAT32_BITS + 1), FLOAT32_LEAST);
  }
  return FLOAT32_LEAST;
}

/**
 * The fewest digits that a reader takes for this positive float32, of several such the nearest, as
 * {digits, exponent}: the first digit stands for d * 10^exponent.
 */
function shortestFloat32(value) {
  const up = step(value);
  const down = value > FLOAT32_LEAST && Number.isInteger(Math.log2(value)) && up > FLOAT32_LEAST ? up / 2 : up;
  const even = (value / up) % 2 === 0;
  // Half steps are exact in float64. Beyond the largest float32 the step goes on.
  const low = fraction(value - down / 2);
  const high = fraction(value + up / 2);
  const exact = fraction(value);
  const isInside = (text) => {
    const decimal = decimalFraction(text);
    const overLow = sign(decimal, low);
    const underHigh = sign(high, decimal);
    return (overLow > 0 || (even && overLow === 0)) && (underHigh > 0 || (even && underHigh === 0));
  };
  for (let count = 1; count <= 9; count++) {
    const near = neighbours(value.toExponential(count - 1)).filter(isInside);
    if (near.length > 0) return parts(nearest(near, exact));
  }
  return parts(value.toExponential(8));
}

/** The decimal and the two beside it, with as many digits. */
function neighbours(text) {
  const { digits, exponent } = parts(text, false);
  const one = BigInt(digits);
  return [one, one - 1n, one + 1n].filter((each) => each > 0n).map((each) => `${each}e${exponent - digits.length + 1}`);
}

function decimalFraction(text) {
  const [digits, exponent] = text.split('e');
  const e = Number(exponent);
  return e >= 0 ? [BigInt(digits) * 10n ** BigInt(e), 1n] : [BigInt(digits), 10n ** BigInt(-e)];
}

function sign([a, b], [c, d]) {
  const left = a * d;
  const right = c * b;
  return left < right ? -1 : Number(left > right);
}

function nearest(texts, exact) {
  const distance = (text) => {
    const [a, b] = decimalFraction(text);
    const difference = a * exact[1] - exact[0] * b;
    return [difference < 0n ? -difference : difference, b * exact[1]];
  };
  return texts.reduce((best, each) => (sign(distance(each), distance(best)) < 0 ? each : best));
}

/** Digits and exponent of the first of them, from `d.ddde+x` or `ddd e x`. */
function parts(text, trim = true) {
  const [mantissa, e] = text.split('e');
  const [whole, behind = ''] = mantissa.split('.');
  const digits = whole + behind;
  const exponent = Number(e) + whole.length - 1;
  return { digits: trim ? digits.replace(/0+$/, '') : digits, exponent };
}

/** The same of a positive float64: JavaScript's own text is the shortest and nearest. */
function shortestFloat64(value) {
  return parts(value.toExponential());
}

module.exports = { roundToFloat32, shortestFloat32, shortestFloat64 };
