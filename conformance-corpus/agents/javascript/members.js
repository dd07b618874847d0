'use strict';
// Members of a request, each of the form that its operation asks for; anything else is a bad-request (CONF-05).
const { badRequest } = require('./errors');

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function demand(holds, what) {
  if (!holds) throw badRequest(`expected ${what}`);
}

function isObject(value) {
  demand(typeof value === 'object' && value !== null && !Array.isArray(value), 'an object');
  return value;
}

function member(holder, name) {
  demand(Object.hasOwn(holder, name), `a member ${name}`);
  return holder[name];
}

/** Undefined if the member is not there. */
function optional(holder, name, read) {
  return Object.hasOwn(holder, name) ? read(holder, name) : undefined;
}

function object(holder, name) {
  return isObject(member(holder, name));
}

function text(holder, name) {
  const value = member(holder, name);
  demand(typeof value === 'string', `a text as ${name}`);
  return value;
}

function boolean(holder, name) {
  const value = member(holder, name);
  demand(typeof value === 'boolean', `true or false as ${name}`);
  return value;
}

function array(holder, name, isItem = () => true) {
  const value = member(holder, name);
  demand(Array.isArray(value) && value.every(isItem), `an array of the right items as ${name}`);
  return value;
}

function texts(holder, name) {
  return array(holder, name, (item) => typeof item === 'string');
}

/** A number from 0 on, or up to 40 digits; what no number holds exactly is as good as endless. */
function natural(holder, name) {
  const value = member(holder, name);
  if (typeof value === 'string') {
    demand(/^[0-9]{1,40}$/.test(value), `a number as ${name}`);
    return Number(value);
  }
  demand(Number.isSafeInteger(value) && value >= 0, `a number as ${name}`);
  return value;
}

function decimal(holder, name) {
  const value = text(holder, name);
  demand(/^-?[0-9]{1,40}$/.test(value), `a decimal text as ${name}`);
  return value;
}

function id(holder, name) {
  const value = member(holder, name);
  demand(Number.isSafeInteger(value) && value >= 0, `an id as ${name}`);
  return value;
}

function bytes(holder, name) {
  const value = text(holder, name);
  demand(BASE64.test(value), `base64 as ${name}`);
  return Buffer.from(value, 'base64');
}

module.exports = { demand, isObject, optional, object, text, boolean, array, texts, natural, decimal, id, bytes };
