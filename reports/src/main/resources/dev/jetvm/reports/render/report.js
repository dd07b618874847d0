const PAGE = 200;
const GROUP = {pass: 'pass', fail: 'fail', crash: 'fail', timeout: 'fail', 'protocol-error': 'fail',
  'suite-defect': 'fail', inconclusive: 'warn', unsupported: 'none', skipped: 'none'};
const KINDS = report.kinds;
const GRAVITY = Object.keys(KINDS);
const state = {text: '', chapter: '', verdict: '', rule: '', shown: PAGE};

const failed = r => GROUP[r.verdict] === 'fail';
const foreseen = r => (report.run.expected || []).includes(r.id);
const known = results => results.filter(foreseen).length;
/** A part of the suite: the user filtered cases out, left them out by name, or stopped the run. */
const partial = report.accounting.filtered > 0 || report.results.some(r => r.verdict === 'skipped' && !r.detail.startsWith('not applicable: '));

function head() {
  const run = report.run, impl = run.impl || {};
  const bad = report.results.filter(failed).length;
  const must = report.rules.filter(r => r.status === 'fail').length;
  document.title = visible((impl.name || 'Unnamed') + ': Jet conformance report');
  say('title', [impl.name || 'Unnamed implementation', impl.version].filter(Boolean).join(' '));
  const passed = report.results.filter(r => r.verdict === 'pass').length;
  byId('verdict').textContent = bad ? plural(bad, 'case') + ' failed' + (known(report.results) ? ' (' + known(report.results) + ' expected)' : '') + ', ' + plural(must, 'clause') + ' violated'
    : passed ? 'No failures: ' + plural(passed, 'case') + ' passed' : 'Nothing was shown';
  byId('verdict').className = bad ? 'bad' : passed ? 'good' : '';
  const kinds = GRAVITY.map(k => [k, report.results.filter(r => r.failure === k).length]).filter(([, n]) => n);
  byId('kinds').hidden = !kinds.length;
  byId('kinds').append(kinds.map(([k, n]) => n + ' ' + KINDS[k]).join(', ') + '. ', el('a', {href: '#cases-title'}, 'To the failures, gravest first'));
  const core = report.run.core || [];
  byId('core').hidden = !core.length;
  for (const c of core) {
    byId('core').querySelector('tbody').append(el('tr', {}, el('td', {}, c.chapter), el('td', {}, c.features.join(', ')),
      el('td', {}, c.coreCases + ' of ' + c.cases), el('td', {}, c.coreClauses + ' of ' + c.clauses)));
  }
  const a = report.accounting;
  const doubtful = report.results.filter(r => r.suspect.length);
  const edited = unique(doubtful.flatMap(r => r.suspect)).sort().join(' ');
  byId('suspects').hidden = !doubtful.length;
  byId('suspects').textContent = 'Suspect: ' + plural(doubtful.length, 'case') + ', since the text of ' + edited
    + ' changed after they were last looked at. Look at them (search for "suspect"), then run ./jet spec --reviewed ' + edited;
  const facts = {'Specification': run.spec, 'Suite': run.suite, 'Protocol': run.protocol, 'Started': run.started,
    'Duration': run.seconds + ' s', 'Seed': run.seed,
    'Cases': a.discovered + ' = ' + a.run + ' run + ' + a.filtered + ' filtered + ' + a.unsupported + ' unsupported + ' + a.skipped + ' skipped'
      + (run.sample ? '; a random sample of ' + run.sample : ''),
    ...(run.filters && run.filters.length ? {'Filter': run.filters.join('; ')} : {}),
    [partial ? 'Share of the selected cases' : 'Share of the suite']: report.share + ' % was run'
      + (run.next || []).slice(0, 3).map(n => '; next: ' + n.feature + ', ' + plural(n.cases, 'case') + ' and ' + plural(n.clauses, 'clause') + ' more').join(''),
    ...(run.budgetFactor > 1 ? {'Time budgets': 'multiplied by ' + run.budgetFactor + ' because of the speed of the machine'} : {}),
    ...(Object.keys(report.weaker || {}).length ? {'Weaker verdicts': Object.entries(report.weaker).map(([f, words]) => plural(report.results.filter(r => r.leftOut.includes(f)).length, 'case') + ' judged by a weaker model: ' + words).join('; ')} : {}),
    'Host': run.host, 'Command': run.command};
  for (const [name, value] of Object.entries(facts)) byId('facts').append(el('div', {}, el('dt', {}, name), el('dd', {}, String(value))));
  byId('footer').textContent = 'Written by the Jet conformance suite. The same data is in report.json beside this file.';
}

function chapters() {
  for (const name of unique(report.rules.map(r => r.chapter))) {
    const cases = report.results.filter(r => r.chapter === name);
    const chapter = report.chapters.find(c => c.title === name);
    if (!cases.length) continue;
    const part = group => cases.filter(r => GROUP[r.verdict] === group).length / cases.length * 100;
    const bar = el('span', {class: 'bar', role: 'img', 'aria-label': Math.round(part('pass')) + ' percent passed'});
    for (const group of ['pass', 'fail', 'warn']) {
      const piece = el('i', {class: group});
      piece.style.width = part(group) + '%';
      bar.append(piece);
    }
    const bad = cases.filter(failed).length;
    byId('chapters').append(el('button', {type: 'button', class: 'chapter', 'data-chapter': name, onclick: () => choose({chapter: name, rule: ''})},
      el('span', {class: 'name'}, name), bar,
      el('span', {class: 'sum'}, chapter.shown + ' of ' + chapter.testable + ' clauses shown · '
        + plural(cases.length, 'case') + (part('none') ? ' · ' + ['unsupported', 'skipped'].map(v => [v, cases.filter(r => r.verdict === v).length])
          .filter(([, n]) => n).map(([v, n]) => n + ' ' + v).join(' · ') : '')
        + (bad ? ' · ' + bad + ' failed' + (known(cases) ? ', ' + known(cases) + ' of them expected' : '') : ''))));
    byId('chapter').append(el('option', {value: name}, name));
  }
  for (const verdict of unique(report.results.map(r => r.verdict)).sort()) {
    byId('verdict-filter').append(el('option', {value: verdict}, verdict));
  }
}

const STATUS = {pass: 'pass-bg', fail: 'fail-bg', unsupported: 'none-bg', untested: 'warn-bg', untestable: 'none-bg'};
function matrix() {
  for (const [word, style] of [['shown', 'pass-bg'], ['violated', 'fail-bg'], ['not tested', 'warn-bg'], ['not offered or not testable', 'none-bg']]) {
    byId('legend').append(el('b', {class: style}, word));
  }
  byId('legend').append(' The line below an id is the strongest evidence and the number of cases.');
  if (report.stress) {
    byId('stress-note').hidden = false;
    byId('stress-note').textContent = 'A bar at the left marks evidence of another kind: stress tests of the bundled reference ('
      + [report.stress.started, 'Java ' + report.stress.java, plural(report.stress.processors, 'processor'),
        report.stress.caught + ' of ' + report.stress.canaries + ' canaries caught'].join(', ')
      + '). They try its lock-free parts from within and say nothing about another implementation.';
  }
  for (const name of unique(report.rules.map(r => r.chapter))) {
    const list = el('div', {class: 'clauses'});
    for (const rule of report.rules.filter(r => r.chapter === name)) {
      const note = rule.status === 'untestable' ? (rule.stress ? 'stress only' : 'untestable') : rule.status === 'unsupported' ? 'not offered'
        : rule.status === 'untested' ? 'no case ran' : rule.failed ? rule.failed + ' of ' + rule.cases + ' failed' : rule.evidence + ' · ' + rule.cases;
      list.append(el('button', {type: 'button', class: 'clause ' + STATUS[rule.status], 'data-rule': rule.id, 'data-status': rule.status,
        'data-stress': rule.stress ? rule.stress.verdict : undefined,
        'aria-pressed': 'false', title: rule.level.toUpperCase() + ': ' + rule.title + (rule.untestable ? ' (' + rule.untestable + ')' : '')
          + (rule.stress ? '\n' + stressWords(rule.stress) : ''),
        onclick: () => choose({rule: state.rule === rule.id ? '' : rule.id, chapter: ''})},
        el('span', {class: 'id'}, rule.id), el('span', {class: 'ev'}, note)));
    }
    byId('matrix').append(el('div', {class: 'group'}, el('h3', {}, name), list));
  }
}

const stressWords = s => 'Stress tests of the reference, ' + (s.verdict === 'pass' ? '' : s.verdict + ': ') + s.words + ' (' + s.tests.join(', ') + ')';

function matches(r) {
  if (state.chapter && r.chapter !== state.chapter) return false;
  if (state.verdict && r.verdict !== state.verdict) return false;
  if (state.rule && !r.rules.includes(state.rule)) return false;
  if (!state.text) return true;
  const hay = [r.id, r.title, r.rules.join(' '), r.detail, r.kind, r.verdict, r.suspect.length ? 'suspect' : ''].join('\n').toLowerCase();
  return state.text.toLowerCase().split(/\s+/).every(word => hay.includes(word));
}

/** A text as in JSON; what a program wrote is read line by line. */
function quoted(text, pad) {
  const lines = text.split('\n').map(line => JSON.stringify(line).slice(1, -1));
  const end = lines.length > 1 && !lines[lines.length - 1] ? '\\n' : '';
  if (end) lines.pop();
  return '"' + lines.join('\\n\n' + pad) + end + '"';
}

/** Pretty JSON, one leaf a line; lines of paths that differ are marked. */
function pretty(value, other, indent) {
  const pad = '  '.repeat(indent);
  if (value === null || typeof value !== 'object') {
    const line = el('span', {});
    line.append(visible(typeof value === 'string' ? quoted(value, pad + '  ') : JSON.stringify(value) ?? 'nothing'));
    return line;
  }
  const node = el('span', {});
  const array = Array.isArray(value), entries = Object.entries(value);
  node.append(array ? '[' : '{', entries.length ? '\n' : '');
  entries.forEach(([key, child], index) => {
    const twin = other !== null && typeof other === 'object' ? other[key] : undefined;
    const inner = pretty(child, twin, indent + 1);
    const leaf = child === null || typeof child !== 'object';
    const differs = leaf ? JSON.stringify(child) !== JSON.stringify(twin) : twin === undefined;
    node.append(visible(pad + '  ' + (array ? '' : JSON.stringify(key) + ': ')));
    node.append(differs ? el('mark', {}, inner) : inner, (index < entries.length - 1 ? ',' : '') + '\n');
  });
  node.append(entries.length ? pad : '', array ? ']' : '}');
  return node;
}

/** The program in a line sent, and the line without it; a long binary shortened. The whole line is in report.json. */
function readable(sent) {
  if (!/"(assembly|module)":/.test(sent)) return {line: sent, program: ''};
  try {
    const message = JSON.parse(sent);
    const program = typeof message.assembly === 'string' ? message.assembly : '';
    if (program) message.assembly = '(the program above)';
    if (typeof message.module === 'string' && message.module.length > 120) message.module = message.module.slice(0, 60) + '... (' + message.module.length + ' characters)';
    return {line: JSON.stringify(message), program};
  } catch (broken) {
    return {line: sent, program: ''};
  }
}

/** The place of a clause in the book: a link if the report was written where the book was known, otherwise in words. */
function inBook(rule) {
  const book = document.querySelector('meta[name="book"]').content;
  return el('p', {class: 'in-book'}, 'In the book: ', book ? el('a', {href: book + '/' + rule.anchor}, rule.chapter + ', ' + rule.id)
    : rule.chapter + ', ' + rule.anchor + ' (./jet spec renders it)');
}

function body(r) {
  const box = el('div', {class: 'body'});
  if (r.suspect.length) box.append(el('p', {class: 'suspect'}, 'Suspect: the text of ' + r.suspect.join(', ') + ' changed after this case was last looked at.'));
  if (r.detail) box.append(el('p', {class: 'why'}, r.detail));
  const history = document.querySelector('template[data-history="' + CSS.escape(r.id) + '"]');
  if (history) box.append(el('div', {class: 'history'}, history.content.cloneNode(true)));
  if (r.leftOut) for (const feature of r.leftOut.filter(f => f in (report.weaker || {}))) box.append(el('p', {class: 'weaker'}, 'Judged by a weaker model: ' + report.weaker[feature]));
  if (r.expected || r.observed) {
    box.append(el('div', {class: 'diff'},
      el('div', {class: 'expected'}, el('h4', {}, 'Expected'), el('pre', {}, pretty(r.expected, r.observed, 0))),
      el('div', {class: 'observed'}, el('h4', {}, 'Observed'), el('pre', {}, pretty(r.observed, r.expected, 0)))));
  }
  if (r.transcript.length) {
    const lines = el('pre', {class: 'transcript'});
    const shown = r.transcript.map(x => readable(x.sent));
    for (const program of unique(shown.map(x => x.program).filter(Boolean))) {
      const code = el('pre', {class: 'program'});
      program.replace(/\s+$/, '').split('\n').forEach((text, k) => { if (text.trim()) code.append(visible(String(k + 1).padStart(4) + '  ' + text + '\n')); });
      box.append(el('h4', {}, 'The program'), code);
    }
    r.transcript.forEach((x, k) => lines.append(el('div', {class: 'sent'}, shown[k].line), el('div', {class: 'received'}, x.received || '(nothing)')));
    box.append(el('h4', {}, 'Lines sent and received, newest last'), lines);
  }
  if (r.stderrTail) box.append(el('h4', {}, 'Standard error of the agent'), el('pre', {}, r.stderrTail));
  for (const rule of report.rules.filter(rule => r.rules.includes(rule.id))) {
    box.append(el('h4', {}, rule.id + ' · ' + rule.level.toUpperCase()), visible(rule.title));
    const text = report.clauseTexts[rule.id];
    if (text) box.append(el('p', {class: 'clause-text'}, text));
    box.append(inBook(rule));
  }
  box.append(el('h4', {}, 'Again'), el('pre', {class: 'repro'}, r.repro));
  if (r.replay) box.append(el('p', {class: 'replay'}, 'The failure as a file: ', el('a', {href: r.replay}, r.replay), ', for jet conformance repro.'));
  box.append(el('h4', {}, 'Facts'), [r.kind, r.profile, r.duration + ' ms', plural(r.attempts, 'attempt'), 'seed ' + r.seed].join(' · '),
    r.outcomes ? el('p', {}, 'Outcomes of this program: ' + r.outcomes.seen + ' of ' + r.outcomes.of + ' permitted ones were seen') : '',
    r.leftOut && r.leftOut.length ? el('p', {}, 'Not announced, so left out of this case: ' + r.leftOut.join(', ')) : '');
  return box;
}

function row(r) {
  const node = el('details', {'data-case': r.id, 'data-verdict': r.verdict},
    el('summary', {}, el('span', {class: 'tag ' + GROUP[r.verdict]}, r.verdict, r.failure ? ' (' + KINDS[r.failure] + (foreseen(r) ? ', expected' : '') + ')' : ''),
      el('span', {}, el('span', {class: 'case-id'}, r.id), el('span', {class: 'case-title'}, r.title,
        r.suspect.length ? el('span', {class: 'suspect'}, ' suspect') : '')),
      el('span', {class: 'case-rules'}, r.rules.join(' '))));
  node.addEventListener('toggle', () => { if (node.open && node.children.length === 1) node.append(body(r)); });
  return node;
}

/** What failures of one cause share: the kind, the clause, and the member of the answer that differs. */
const member = r => (/^(?:failed \d+ of \d+ times; )?(?:step \d+, )?([\w.[\]-]+): /.exec(r.detail) || ['', ''])[1];
const cause = r => [r.verdict, r.failure, r.rules[0], member(r)].join(' ');

/** The results in their order, those that fail by one cause together. */
function byCause(results) {
  const groups = new Map();
  for (const r of results) {
    const key = failed(r) ? cause(r) : r.id;
    groups.has(key) ? groups.get(key).push(r) : groups.set(key, [r]);
  }
  return [...groups.values()];
}

/** The first failure of a cause, and the others behind one line. */
function rows([first, ...others]) {
  if (!others.length) return [row(first)];
  const what = [KINDS[first.failure], first.rules[0], member(first)].filter(Boolean).join(', ');
  const more = el('details', {class: 'same-cause'},
    el('summary', {}, 'and ' + plural(others.length, 'case') + ' more that ' + (others.length > 1 ? 'fail' : 'fails') + ' alike (' + what + ')'));
  more.addEventListener('toggle', () => { if (more.open && more.children.length === 1) more.append(...others.map(row)); });
  return [row(first), more];
}

const order = r => failed(r) ? 0 : GROUP[r.verdict] === 'warn' ? 1 : GROUP[r.verdict] === 'pass' ? 2 : 3;
const gravity = r => r.failure ? GRAVITY.indexOf(r.failure) : 0;
const sorted = [...report.results].sort((a, b) => order(a) - order(b) || gravity(a) - gravity(b) || (a.id < b.id ? -1 : 1));

function draw() {
  const found = sorted.filter(matches);
  byId('count').textContent = plural(found.length, 'case') + (found.length < sorted.length ? ' of ' + sorted.length : '')
    + (state.rule ? ' for ' + state.rule : '');
  const stress = (report.rules.find(r => r.id === state.rule) || {}).stress;
  byId('stress').hidden = !stress;
  byId('stress').textContent = stress ? stressWords(stress) : '';
  const groups = byCause(found);
  byId('cases').replaceChildren(...groups.slice(0, state.shown).flatMap(rows));
  byId('more').hidden = groups.length <= state.shown;
  byId('search').value = state.text;
  byId('chapter').value = state.chapter;
  byId('verdict-filter').value = state.verdict;
  for (const node of document.querySelectorAll('.clause')) node.setAttribute('aria-pressed', String(node.dataset.rule === state.rule));
}
function choose(change) {
  Object.assign(state, change, {shown: PAGE});
  draw();
  if ('rule' in change && change.rule || change.chapter) byId('cases-title').scrollIntoView({block: 'start'});
}

/** index.html#HDR-03 shows the cases of that clause: the book links here. */
function fromAddress() {
  const rule = decodeURIComponent(location.hash.slice(1));
  if (report.rules.some(r => r.id === rule)) choose({text: '', chapter: '', verdict: '', rule});
}

head();
chapters();
matrix();
heapPortrait();
draw();
fromAddress();
window.addEventListener('hashchange', fromAddress);
byId('search').addEventListener('input', e => { state.text = e.target.value.trim(); state.shown = PAGE; const at = e.target.selectionStart, raw = e.target.value; draw(); e.target.value = raw; e.target.setSelectionRange(at, at); });
byId('chapter').addEventListener('change', e => choose({chapter: e.target.value}));
byId('verdict-filter').addEventListener('change', e => choose({verdict: e.target.value}));
byId('clear').addEventListener('click', () => choose({text: '', chapter: '', verdict: '', rule: ''}));
byId('more').addEventListener('click', () => { state.shown += PAGE; draw(); });
