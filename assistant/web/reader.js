// The reader: shows the document and the sentence that the address names, and finds text in it.
const words = props.words;
const find = (selector) => element.querySelector(selector);
const [chooser, fold_, box, count, failure, outline, article] = [
  ".documents", ".fold", "input", "output", ".failure", "#outline", "article",
].map(find);
let shown = null; // the document on the screen: { id, length, pieces, headings, marked: the address of its marks }
let hits = [];
let now = -1;

// What the address names

function named() {
  const address = new URLSearchParams(location.search);
  const at = /^(\d+)-(\d+)$/.exec(address.get("at") || "");
  return { doc: address.get("doc") || "", at: at && { start: Number(at[1]), end: Number(at[2]) }, asked: address.has("at") };
}

function addressOf(start, end) {
  return "?" + new URLSearchParams({ doc: shown.id, at: `${start}-${end}` });
}

async function show() {
  const { doc, at, asked } = named();
  if (!doc && shown) return;
  if (!shown || (doc && doc !== shown.id)) await load(doc);
  if (!shown || (doc && named().doc !== shown.id)) return;
  tell("");
  unmark(article, "cited");
  shown.marked = "";
  if (!doc || !asked) return;
  const marks = at && at.start < at.end && at.end <= shown.length ? markSpan(shown.pieces, at.start, at.end, "cited") : [];
  if (!marks.length) return void (tell(words.out_of_range), (article.scrollTop = 0));
  shown.marked = addressOf(at.start, at.end);
  bringIntoView(marks[0]);
  marks[0].tabIndex = -1;
  marks[0].focus({ preventScroll: true });
}

async function load(doc) {
  element.setAttribute("aria-busy", "true");
  try {
    const [page, documents] = await Promise.all([server.read(doc), server.listed(null)]);
    list(documents, page.id);
    page.failure ? (clear(), tell(page.failure)) : draw(page);
  } catch {
    clear();
    tell(words.unreachable);
  }
  element.removeAttribute("aria-busy");
}

function list(documents, id) {
  chooser.replaceChildren(...documents.map(([key, title]) => new Option(title, key, false, key === id)));
  if (!id) chooser.selectedIndex = -1;
}

function draw(page) {
  article.innerHTML = page.text;
  outline.innerHTML = page.outline || "<p></p>";
  if (!page.outline) outline.firstChild.textContent = words.no_outline;
  article.scrollTop = 0;
  const headings = [...article.querySelectorAll("[id^=at-]")].map((node) => ({ node, link: linkOf(node) }));
  const pieces = piecesOf(article);
  shown = { id: page.id, length: page.length, pieces, headings: headings.filter((one) => one.link), folded: null };
  search();
  spy();
}

function linkOf(node) {
  const address = node.querySelector("a.to-source").getAttribute("href");
  return [...outline.querySelectorAll("a")].find((link) => link.getAttribute("href") === address);
}

// Documents may have been added or removed since the reader was last looked at.
async function refresh() {
  const documents = await server.listed(null).catch(() => null);
  if (!documents) return;
  list(documents, shown?.id);
  if (documents.every(([id]) => id !== shown?.id)) await load("");
}

function clear() {
  shown = null;
  article.replaceChildren();
  outline.replaceChildren();
  search();
}

function tell(sentence) {
  failure.textContent = sentence;
  failure.hidden = !sentence;
}

function bringIntoView(node) {
  const shift = node.getBoundingClientRect().top - article.getBoundingClientRect().top;
  article.scrollTop += shift - article.clientHeight / 3;
}

// Where one is in the outline

let waiting = false;
function spy() {
  waiting = false;
  if (!shown) return;
  const line = article.getBoundingClientRect().top + article.clientHeight / 3 + 8;
  const current = shown.headings.filter((one) => one.node.getBoundingClientRect().top <= line).pop();
  if (current?.link.hasAttribute("aria-current")) return;
  outline.querySelector("[aria-current]")?.removeAttribute("aria-current");
  current?.link.setAttribute("aria-current", "true");
  const visible = current && nearestVisible(current.link);
  if (visible) keepInView(visible);
}

function nearestVisible(link) {
  const closed = [...outline.querySelectorAll("details:not([open])")].find((one) => one.contains(link));
  return closed ? closed.parentElement.querySelector("a") : link;
}

function keepInView(link) {
  const [part, whole] = [link.getBoundingClientRect(), outline.getBoundingClientRect()];
  if (part.top < whole.top) outline.scrollTop += part.top - whole.top - 8;
  else if (part.bottom > whole.bottom) outline.scrollTop += part.bottom - whole.bottom + 8;
}

// Search

function search() {
  unmark(article, "hit");
  hits = [];
  now = -1;
  if (shown && box.value.trim()) {
    shown.folded ||= shown.pieces.map(folded);
    hits = placesOf(shown.folded, box.value).map((place) => markWithin(place.piece.node, place.from, place.to, "hit"));
  }
  hits.length ? step(1) : counted();
}

function step(by) {
  if (!hits.length) return;
  hits[now]?.forEach((mark) => mark.classList.remove("now"));
  now = (now + by + hits.length) % hits.length;
  hits[now].forEach((mark) => mark.classList.add("now"));
  bringIntoView(hits[now][0]);
  counted();
}

function counted() {
  const sought = Boolean(shown && box.value.trim());
  count.textContent = hits.length
    ? words.count.replace("{now}", now + 1).replace("{all}", hits.length)
    : sought ? words.none : "";
  count.classList.toggle("none", sought && !hits.length);
  for (const button of element.querySelectorAll("form button")) button.disabled = !hits.length;
}

// The address of what one is reading: selected words, else the marked sentence, else the section

function selected() {
  const chosen = getSelection();
  if (chosen.isCollapsed || !article.contains(chosen.anchorNode)) return null;
  const range = chosen.getRangeAt(0);
  const start = pointOf(range.startContainer, range.startOffset);
  const end = pointOf(range.endContainer, range.endOffset);
  return start < end ? addressOf(start, end) : null;
}

function pointOf(node, offset) {
  const piece = shown.pieces.find((one) => one.node.contains(node));
  if (!piece) return NaN;
  const before = document.createRange();
  before.setStart(piece.node, 0);
  before.setEnd(node, offset);
  return piece.start + [...before.toString()].length;
}

function here() {
  const section = outline.querySelector("[aria-current]")?.getAttribute("href");
  return selected() || shown.marked || section || "?" + new URLSearchParams({ doc: shown.id });
}

// Events

let typing = 0;
box.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(search, 120);
});
find("form").addEventListener("submit", (event) => event.preventDefault());
box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  step(event.shiftKey ? -1 : 1);
});
find(".previous").addEventListener("click", () => step(-1));
find(".following").addEventListener("click", () => step(1));
const copying = find(".copy-link");
copying.addEventListener("mousedown", (event) => event.preventDefault()); // keeps what is selected
copying.addEventListener("click", async () => {
  if (!shown) return;
  await copy(new URL(here(), location.href).href);
  say(copying, copying.dataset.done);
});
chooser.addEventListener("change", () => {
  history.pushState({ tab: words.tab }, "", "?" + new URLSearchParams({ doc: chooser.value }));
  show();
});
fold_.addEventListener("click", () => unfold(!element.classList.contains("unfolded")));
outline.addEventListener("click", (event) => event.target.closest("a") && unfold(false));
outline.addEventListener("toggle", () => spy(), true);
article.addEventListener("scroll", () => {
  if (!waiting) requestAnimationFrame(spy);
  waiting = true;
});
element.addEventListener("keydown", (event) => {
  if (event.key === "Escape") unfold(false);
});

function unfold(open) {
  element.classList.toggle("unfolded", open);
  fold_.setAttribute("aria-expanded", String(open));
}

window.addEventListener("addresschange", show);
window.addEventListener("tabchange", (event) => event.detail === words.tab && refresh());
show();
