const report = JSON.parse(document.getElementById('data').textContent);
/**
 * Text of others with what could mislead a reader made visible: control characters but line feeds and tabs, overrides of
 * direction, halves of surrogate pairs. The same characters as in DisplayText.
 */
const HARMFUL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\p{Cs}]/gu;
const visible = text => String(text).replace(HARMFUL, c => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'));
const shown = child => typeof child === 'string' ? visible(child) : child;
const say = (id, text) => { byId(id).textContent = visible(text); };
const byId = id => document.getElementById(id);
/** An element; text always goes in as text, never as markup. */
function el(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key === 'onclick') node.addEventListener('click', value);
    else if (value !== undefined && value !== false) node.setAttribute(key, visible(value));
  }
  for (const child of children) if (child !== undefined && child !== '') node.append(shown(child));
  return node;
}
const unique = list => [...new Set(list)];
const plural = (n, word) => n + ' ' + word + (n === 1 ? '' : 's');
