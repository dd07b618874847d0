const report = JSON.parse(document.getElementById('data').textContent);
const byId = id => document.getElementById(id);
/** An element; text always goes in as text, never as markup. */
function el(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key === 'onclick') node.addEventListener('click', value);
    else if (value !== undefined && value !== false) node.setAttribute(key, value);
  }
  for (const child of children) if (child !== undefined && child !== '') node.append(child);
  return node;
}
const unique = list => [...new Set(list)];
const plural = (n, word) => n + ' ' + word + (n === 1 ? '' : 's');
