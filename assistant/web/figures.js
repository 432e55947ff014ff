// The table of indicators: keeps what was chosen, asks the server for the rows, and draws the parts that changed.
const part = (name) => element.querySelector(`:scope .${name}`);
const FIRST = { area: "", year: "", stated: "", only: "", words: "", order: "report", descending: false, shown: 100 };
const PATIENCE = 200; // ms without a key before a search begins
let choice = { doc: "", ...FIRST };
let drawn = {};
let waiting;
let asked = 0; // answers may come in another order than questions: only the last one counts

function ask(delay = 0) {
  clearTimeout(waiting);
  waiting = setTimeout(() => trigger("select", { ...choice, asked: ++asked }), delay);
}

function choose(changes, delay) {
  Object.assign(choice, { shown: FIRST.shown }, changes);
  setControls();
  ask(delay);
}

function setControls() {
  for (const control of element.querySelectorAll(".choose [name]")) {
    if (control.type === "checkbox") control.checked = choice[control.name];
    else if (control !== document.activeElement || control.tagName === "SELECT") control.value = choice[control.name];
  }
}

function draw() {
  const value = props.value || {};
  if (Number(value.asked) !== asked) return;
  const unfolded = new Set([...element.querySelectorAll('[data-row]:has([aria-expanded="true"])')].map((row) => row.dataset.row));
  for (const name of ["tools", "message", "summary", "charts", "rows"]) {
    if (value[name] === undefined || value[name] === drawn[name]) continue;
    part(name).innerHTML = drawn[name] = value[name];
  }
  if (value.doc) choice.doc = value.doc;
  setControls();
  view(element.dataset.shown || "table");
  unfolded.forEach((key) => unfold(element.querySelector(`[data-row="${CSS.escape(key)}"]`), true));
}

function view(name) {
  element.dataset.shown = name;
  element.querySelectorAll("[data-view]").forEach((one) => one.setAttribute("aria-pressed", one.dataset.view === name));
}

function unfold(row, open) {
  if (!row) return;
  row.querySelector(".unfold").setAttribute("aria-expanded", open);
  row.nextElementSibling.hidden = !open;
}

function sort(order) {
  choose({ order, descending: choice.order === order && !choice.descending });
}

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { view: shown, order, download } = button.dataset;
  if (shown) view(shown);
  else if (order) sort(order);
  else if (download) trigger("submit", { ...choice, format: download });
  else if ("reset" in button.dataset) choose({ ...FIRST });
  else if ("more" in button.dataset) choose({ shown: choice.shown + FIRST.shown });
  else if (button.matches(".unfold")) unfold(button.closest("tr"), button.getAttribute("aria-expanded") !== "true");
});
element.addEventListener("change", ({ target }) => {
  if (!target.closest(".choose") || target.type === "search") return;
  const changed = { [target.name]: target.type === "checkbox" ? target.checked : target.value };
  choose(target.name === "doc" ? { ...FIRST, words: choice.words, ...changed } : changed);
});
element.addEventListener("input", ({ target }) => {
  if (target.type === "search") choose({ words: target.value }, PATIENCE);
});
element.addEventListener("submit", (event) => event.preventDefault());

watch("value", draw);
// The rows are asked for when the tab is turned to: reports may have come or gone since.
new IntersectionObserver((entries) => entries.some((one) => one.isIntersecting) && ask()).observe(element);
