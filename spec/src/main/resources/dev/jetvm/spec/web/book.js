"use strict";
// Drawer, theme, rationale, search. The search index is a script beside this one; nothing is fetched.
(function () {
  const root = document.documentElement, body = document.body, $ = id => document.getElementById(id);
  const keep = (key, value) => { try { localStorage.setItem(key, value); } catch (e) { /* private mode: not kept */ } };
  const kept = key => { try { return localStorage.getItem(key); } catch (e) { return null; } };

  const drawer = open => { body.classList.toggle("open", open); $("menu").setAttribute("aria-expanded", String(open)); };
  const here = document.querySelector("#nav .here > a");
  const reveal = () => { if (here) $("nav").scrollTop = Math.max(0, here.offsetTop - $("nav").clientHeight / 3); };
  reveal();
  $("menu").onclick = () => { drawer(!body.classList.contains("open")); reveal(); };
  document.addEventListener("click", e => { if (!e.target.closest("#nav, #menu")) drawer(false); });
  $("nav").addEventListener("click", e => { if (e.target.closest("a")) drawer(false); });

  $("theme").onclick = () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    keep("jet-theme", root.dataset.theme);
  };

  const why = shown => {
    body.classList.toggle("no-why", !shown);
    $("why").setAttribute("aria-pressed", String(shown));
    keep("jet-why", shown ? "1" : "0");
  };
  why(kept("jet-why") !== "0");
  $("why").onclick = () => why(body.classList.contains("no-why"));

  // --- where the reader is
  const links = [...document.querySelectorAll("#nav ul ul a")];
  if (links.length && "IntersectionObserver" in window) {
    const heads = links.map(a => $(decodeURIComponent(a.hash.slice(1)))).filter(Boolean);
    const mark = () => {
      const at = heads.filter(h => h.getBoundingClientRect().top < 160).pop();
      links.forEach(a => a.classList.toggle("now", !!at && a.hash === "#" + at.id));
    };
    const watch = new IntersectionObserver(mark, { rootMargin: "-60px 0px -60% 0px" });
    heads.forEach(h => watch.observe(h));
  }

  // --- search: every word has to occur; IDs and titles weigh more than text
  const q = $("q"), hits = $("hits");
  if (matchMedia("(max-width: 40rem)").matches) q.placeholder = "Search";
  let chosen = -1, prepared = null;
  const fold = s => s.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  const index = () => prepared || (prepared = (window.JET_INDEX || []).map(e => ({ e, id: fold(e.i), t: fold(e.t), x: fold(e.x) })));
  const esc = s => s.replace(/[&<>"]/g, c => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);
  const score = (it, words) => words.reduce((sum, w) => {
    if (sum < 0) return sum;
    const s = (it.id === w ? 100 : it.id.startsWith(w) ? 40 : 0) + (it.t.includes(w) ? 20 : 0) + (it.x.includes(w) ? 1 : 0);
    return s ? sum + s : -1;
  }, 0);
  const lit = (text, words) => {
    let out = "", at = 0;
    const low = fold(text);
    if (low.length !== text.length) return esc(text);
    while (at < text.length) {
      let next = -1, len = 0;
      for (const w of words) { const i = low.indexOf(w, at); if (i >= 0 && (next < 0 || i < next)) { next = i; len = w.length; } }
      if (next < 0) break;
      out += esc(text.slice(at, next)) + "<mark>" + esc(text.slice(next, next + len)) + "</mark>";
      at = next + len;
    }
    return out + esc(text.slice(at));
  };
  const snippet = (text, words) => {
    const first = Math.min(...words.map(w => fold(text).indexOf(w)).filter(i => i >= 0), text.length);
    const from = first >= text.length ? 0 : Math.max(0, first - 40);
    return (from ? "\u2026" : "") + lit(text.slice(from, from + 140), words) + (text.length > from + 140 ? "\u2026" : "");
  };
  const search = () => {
    const words = fold(q.value).split(/\s+/).filter(Boolean);
    chosen = -1;
    hits.hidden = !words.length;
    if (!words.length) return;
    const found = index().map(it => ({ it, s: score(it, words) })).filter(r => r.s > 0).sort((a, b) => b.s - a.s).slice(0, 12);
    hits.innerHTML = found.length ? found.map(({ it: { e } }) => '<li><a href="' + e.u + '">' + (e.i ? "<b>" + esc(e.i) + "</b>" : "") +
      lit(e.t, words) + "<small>" + esc(e.c) + " \u00b7 " + snippet(e.x, words) + "</small></a></li>").join("") :
      '<li class="none">Nothing in the book has ' + (words.length > 1 ? "all these words" : "this word") + "</li>";
  };
  const choose = step => {
    const items = [...hits.querySelectorAll("li")];
    chosen = Math.max(0, Math.min(items.length - 1, chosen + step));
    items.forEach((li, i) => li.classList.toggle("on", i === chosen));
    if (items[chosen]) items[chosen].scrollIntoView({ block: "nearest" });
  };
  q.addEventListener("input", search);
  q.addEventListener("focus", search);
  q.addEventListener("keydown", e => {
    if (e.key === "ArrowDown" || e.key === "ArrowUp") { e.preventDefault(); choose(e.key === "ArrowDown" ? 1 : -1); }
    else if (e.key === "Enter") { const a = hits.querySelectorAll("a")[Math.max(0, chosen)]; if (a) { hits.hidden = true; location.href = a.href; } }
    else if (e.key === "Escape") { q.value = ""; hits.hidden = true; q.blur(); }
  });
  document.addEventListener("click", e => { if (!e.target.closest(".find") || e.target.closest("#hits a")) hits.hidden = true; });
  document.addEventListener("keydown", e => {
    if (e.key === "/" && !/INPUT|TEXTAREA/.test(e.target.tagName)) { e.preventDefault(); q.focus(); }
    if (e.key === "Escape" && body.classList.contains("open")) { drawer(false); $("menu").focus(); }
  });
})();
