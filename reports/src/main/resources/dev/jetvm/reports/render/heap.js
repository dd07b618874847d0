// The portrait of the heap. What is drawn was checked when the report was written.
const LINES = 256, LINE_BYTES = 128;
const SPACES = ['nursery', 'mature', 'large', 'immortal'];
const STATES = {live: 'live at the last collection', given: 'given out since', free: 'free'};
const whole = n => n.toLocaleString('en');
const objects = n => whole(n) + (n === 1 ? ' object' : ' objects');
const bytes = n => n < 10240 ? whole(n) + ' B' : n < 10485760 ? whole(Math.round(n / 1024)) + ' KB' : whole(Math.round(n / 1048576)) + ' MB';

function svg(name, attributes, ...children) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, visible(value));
  node.append(...children.map(shown));
  return node;
}

/** The lines of a block as runs in one state, left to right. */
function runs(block) {
  const bits = atob(block.bitmap), list = [];
  for (let line = 0; line < LINES; line++) {
    const live = bits.charCodeAt(line >> 3) >> (line & 7) & 1;
    const state = live ? 'live' : line < block.cursor ? 'given' : 'free';
    const last = list.at(-1);
    if (last && last.state === state) last.end = line + 1;
    else list.push({state, start: line, end: line + 1});
  }
  return list;
}

/** At 0 nothing was given out, at 256 all. */
const showsCursor = block => block.cursor > 0 && block.cursor < LINES;

function blockPicture(block, probe) {
  const live = runs(block).filter(r => r.state === 'live').reduce((sum, r) => sum + r.end - r.start, 0);
  const name = 'Block ' + block.block + ', ' + block.space;
  const picture = svg('svg', {viewBox: '0 0 256 8', preserveAspectRatio: 'none', role: 'img', class: 'lines',
    'aria-label': name + ': ' + live + ' of 256 lines live, ' + plural(block.holes, 'hole') + ', cursor ' + block.cursor});
  for (const run of runs(block)) {
    const count = run.end - run.start;
    const words = name + ': ' + (count === 1 ? 'line ' + run.start : 'lines ' + run.start + ' to ' + (run.end - 1)) + ' ' + STATES[run.state]
      + ', ' + plural(count, 'line') + ', ' + whole(count * LINE_BYTES) + ' bytes';
    const rect = svg('rect', {x: run.start, y: 0, width: count, height: 8, class: run.state + ' ' + block.space}, svg('title', {}, words));
    for (const event of ['pointerenter', 'click']) rect.addEventListener(event, () => { probe.textContent = visible(words); });
    picture.append(rect);
  }
  if (showsCursor(block)) {
    picture.append(svg('rect', {x: block.cursor, y: 0, width: 1, height: 8, class: 'cursor'}, svg('title', {}, name + ': cursor at line ' + block.cursor)));
  }
  return picture;
}

function legend(map) {
  const box = el('p', {class: 'heap-legend'});
  for (const space of SPACES.filter(s => map.blocks.some(b => b.space === s))) box.append(el('span', {}, el('i', {class: 'swatch live ' + space}), space + ', live'));
  const given = unique(map.blocks.filter(b => runs(b).some(r => r.state === 'given')).map(b => b.space));
  for (const space of given) box.append(el('span', {}, el('i', {class: 'swatch given ' + space}), space + ', given out since'));
  box.append(el('span', {}, el('i', {class: 'swatch free'}), 'free'));
  if (map.blocks.some(showsCursor)) box.append(el('span', {}, el('i', {class: 'swatch cursor'}), 'cursor'));
  return box;
}

function picture(map) {
  if (!map.blocks.length) return el('p', {class: 'note'}, 'No block has lines yet.');
  const probe = el('p', {class: 'probe'}, 'Each row is a block of 32 KB, from left to right its 256 lines of 128 bytes. A hole that is being filled counts as free. Point at a run of lines to read what it is.');
  const rows = el('div', {class: 'blocks'}, el('span', {class: 'axis'}, 'block'),
    el('span', {class: 'axis scale'}, ...[0, 64, 128, 192, 256].map(n => el('span', {}, String(n)))), el('span', {class: 'axis free-lines', title: 'free lines at the last collection'}, 'free'));
  let before;
  for (const block of map.blocks) {
    const first = block.space !== before && before !== undefined ? ' first' : '';
    rows.append(el('span', {class: 'block-id' + first}, String(block.block)), el('span', {class: 'bar-box' + first}, blockPicture(block, probe)),
      el('span', {class: 'free-lines' + first}, String(block.freeLines)));
    before = block.space;
  }
  const uses = unique(map.regions.map(r => r.use)).map(use => plural(map.regions.filter(r => r.use === use).length, 'region') + ' ' + use);
  return el('div', {}, legend(map), rows, map.omitted ? el('p', {class: 'note'}, plural(map.omitted, 'more block') + ' left out.') : '', probe,
    el('p', {class: 'facts-line'}, 'Epoch ' + map.epoch + ' · ' + uses.join(' · ')));
}

function census(rows) {
  const total = rows.reduce((sum, r) => sum + r.bytes, 0) || 1;
  const body = el('tbody', {});
  for (const row of rows) {
    const share = el('i', {class: 'live-bg ' + row.space});
    share.style.width = row.bytes / total * 100 + '%';
    body.append(el('tr', {}, el('td', {}, el('span', {class: 'space ' + row.space}, row.space)), el('td', {class: 'type'}, row.type),
      el('td', {class: 'number'}, whole(row.objects)), el('td', {class: 'number'}, bytes(row.bytes)), el('td', {class: 'share'}, share)));
  }
  return el('table', {class: 'census'}, el('caption', {}, 'Census'), el('thead', {}, el('tr', {}, el('th', {}, 'space'), el('th', {}, 'type'),
    el('th', {class: 'number'}, 'objects'), el('th', {class: 'number'}, 'bytes'), el('th', {class: 'share', 'aria-label': 'share of bytes'}))), body);
}

/** A link to an object of the same dump; one that the dump does not hold is text. */
function reference(id, rows) {
  if (!rows.has(id)) return el('span', {class: 'ref', title: 'not in this part of the dump'}, '#' + id);
  return el('button', {type: 'button', class: 'ref', onclick: () => {
    rows.forEach(row => row.classList.remove('here'));
    rows.get(id).classList.add('here');
    rows.get(id).scrollIntoView({block: 'nearest'});
  }}, '#' + id);
}

function dump(d) {
  const box = el('details', {class: 'dump'}, el('summary', {}, 'Dump: ' + (d.complete ? '' : 'the first ') + plural(d.objects.length, 'object')
    + (d.complete ? '' : ' that can be reached')));
  box.addEventListener('toggle', () => { if (box.open && box.children.length === 1) box.append(dumpBody(d)); });
  return box;
}

function dumpBody(d) {
  const rows = new Map(d.objects.map(o => [o.id, el('li', {'data-object': o.id})]));
  for (const o of d.objects) {
    const row = rows.get(o.id);
    row.append(el('b', {}, '#' + o.id), el('span', {class: 'space ' + o.space}, o.space), el('span', {class: 'type'}, o.type),
      el('span', {class: 'number'}, bytes(o.total)), o.pinned ? el('span', {class: 'pinned'}, 'pinned') : '');
    if (o.references.length) row.append(el('span', {class: 'refs'}, '→ ', ...o.references.map(id => reference(id, rows))));
  }
  const roots = el('p', {class: 'roots'});
  for (const source of unique(d.roots.map(r => r.source))) {
    roots.append(el('b', {}, source), ' → ', ...d.roots.filter(r => r.source === source).map(r => reference(r.object, rows)), ' ');
  }
  return el('div', {class: 'dump-body'}, d.roots.length ? roots : '', el('ol', {}, ...rows.values()));
}

function stepView(step, index) {
  const c = step.collected, u = step.usage;
  const did = c ? 'Reclaimed ' + objects(c.reclaimedObjects) + ' (' + bytes(c.reclaimedBytes) + '), copied ' + whole(c.copiedObjects) + ' (' + bytes(c.copiedBytes) + '). ' : '';
  const holds = u ? 'It holds ' + objects(u.objects) + ', ' + bytes(u.bytes) + '.' : '';
  return el('div', {class: 'view', role: 'tabpanel', id: 'heap-view-' + index, 'aria-labelledby': 'heap-step-' + index},
    el('p', {class: 'step-text'}, el('b', {}, (index + 1) + '. ' + step.title + '. '), step.text + ' ' + did + holds),
    ...step.notes.map(note => el('p', {class: 'note'}, note)), step.map ? picture(step.map) : '',
    step.census.length ? census(step.census) : '', step.dump ? dump(step.dump) : '');
}

function heapPortrait() {
  const portrait = report.heap;
  if (!portrait) return;
  byId('heap').hidden = false;
  byId('heap-ended').hidden = !portrait.ended;
  say('heap-ended', portrait.ended);
  const tabs = portrait.steps.map((step, index) => el('button', {type: 'button', role: 'tab', id: 'heap-step-' + index, 'aria-controls': 'heap-view-' + index,
    title: step.title, onclick: () => show(index)}, el('b', {}, String(index + 1)), el('span', {}, step.title)));
  const views = portrait.steps.map(stepView);
  function show(chosen) {
    tabs.forEach((tab, index) => { tab.setAttribute('aria-selected', String(index === chosen)); tab.tabIndex = index === chosen ? 0 : -1; });
    views.forEach((view, index) => { view.classList.toggle('shown', index === chosen); });
  }
  byId('heap-steps').addEventListener('keydown', e => {
    const to = tabs.indexOf(document.activeElement) + ({ArrowRight: 1, ArrowLeft: -1}[e.key] || NaN);
    if (tabs[to]) { show(to); tabs[to].focus(); }
  });
  byId('heap-steps').append(...tabs);
  byId('heap-views').append(...views);
  // The first step in which lines are live has something to see.
  show(Math.max(0, portrait.steps.findIndex(s => s.map && s.map.blocks.some(b => runs(b).length > 2))));
}
