// The visitor's conversations, in this browser's storage alone. Whatever is stored there is shown as text, never as
// HTML, and what is not as we wrote it is dropped. The tab remembers which conversation it is in, for a reload.
const KEPT = "plan-assistant.conversations";
const CURRENT = "plan-assistant.current";
const MOST = 50;
const words = props.words;
const panel = element.querySelector("#past");
const toggle = element.querySelector(".toggle");

const isText = (value) => typeof value === "string";
const isKept = (one) => one && isText(one.key) && isText(one.title) && isText(one.text) && Number.isFinite(one.time);

// A browser may forbid storage; the page then works without a memory.
function attempt(action, otherwise) {
  try {
    return action();
  } catch {
    return otherwise;
  }
}

function load() {
  const stored = attempt(() => JSON.parse(localStorage.getItem(KEPT)), null);
  return Array.isArray(stored) ? stored.filter(isKept).slice(0, MOST) : [];
}

// The newest come first; when the browser has no room for all, the oldest go.
function store(list) {
  for (let kept = list.slice(0, MOST); ; kept = kept.slice(0, -1)) {
    const done = attempt(() => (localStorage.setItem(KEPT, JSON.stringify(kept)), true), false);
    if (done || !kept.length) return;
  }
}

const current = () => attempt(() => sessionStorage.getItem(CURRENT), null);
const remember = (key) => attempt(() => (key ? sessionStorage.setItem(CURRENT, key) : sessionStorage.removeItem(CURRENT)));

function keep({ key, title, text }) {
  const list = load();
  const old = list.find((one) => one.key === key);
  const rest = list.filter((one) => one !== old);
  store([{ key, title: old ? old.title : title, time: Date.now(), text }, ...rest]);
  remember(key);
}

function open(one) {
  show(false);
  trigger("select", { key: one.key, text: one.text });
}

function remove(keys) {
  store(load().filter((one) => !keys.includes(one.key)));
  if (keys.includes(current())) trigger("clear", {});
  draw();
}

function rename(one, item) {
  const box = document.createElement("input");
  box.value = one.title;
  box.maxLength = 80;
  box.setAttribute("aria-label", words.rename);
  item.querySelector(".open").replaceWith(box);
  box.select();
  const done = (title) => {
    if (!box.isConnected) return;
    const wanted = title.trim();
    if (wanted) store(load().map((other) => (other.key === one.key ? { ...other, title: wanted } : other)));
    draw();
  };
  box.addEventListener("blur", () => done(box.value));
  box.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Enter" && !event.isComposing) done(box.value);
    if (event.key === "Escape") done("");
  });
}

function button(name, label, action) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = name;
  made.textContent = label;
  made.addEventListener("click", action);
  return made;
}

// What cannot be undone asks once more, on the button itself.
function sure(made, label, action) {
  made.addEventListener("click", () => {
    if (made.classList.contains("sure")) return action();
    made.classList.add("sure");
    made.textContent = words.sure;
    setTimeout(() => (made.classList.remove("sure"), (made.textContent = label)), 3000);
  });
  return made;
}

function draw() {
  const list = load();
  const items = list.map((one) => {
    const item = document.createElement("li");
    const opener = button("open", one.title, () => open(one));
    opener.title = one.title;
    const day = document.createElement("time");
    day.textContent = new Date(one.time).toLocaleString(document.documentElement.lang, { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit" });
    if (one.key === current()) item.setAttribute("aria-current", "true");
    item.append(opener, day, button("rename", words.rename, () => rename(one, item)));
    item.append(sure(button("delete", words.remove, () => {}), words.remove, () => remove([one.key])));
    return item;
  });
  panel.querySelector("ul").replaceChildren(...items);
  panel.querySelector(".lead").textContent = items.length ? words.kept_here : words.none;
  panel.querySelector(".all").hidden = !items.length;
}

function show(wanted) {
  if (wanted) draw();
  panel.hidden = !wanted;
  toggle.setAttribute("aria-expanded", String(wanted));
}

function told() {
  const { key, left, ready, opened, dropped } = props.value || {};
  if (key) keep(props.value);
  if (opened) remember(opened);
  if (left !== undefined) remember("");
  if (dropped) {
    store(load().filter((one) => one.key !== dropped));
    if (current() === dropped) remember("");
  }
  if (ready) {
    toggle.disabled = false;
    const last = load().find((one) => one.key === current());
    last ? open(last) : remember("");
  }
  if (!panel.hidden) draw();
}

toggle.disabled = true; // until the page stands: its welcome would overwrite a conversation opened sooner
toggle.textContent = words.history;
panel.setAttribute("aria-label", words.history);
panel.querySelector("h2").textContent = words.history;
panel.querySelector(".close").setAttribute("aria-label", words.close);
panel.querySelector(".close").addEventListener("click", () => (show(false), toggle.focus()));
toggle.addEventListener("click", () => show(panel.hidden));
panel.addEventListener("keydown", (event) => {
  if (event.key === "Escape") show(false), toggle.focus();
});
const all = panel.querySelector(".all");
all.textContent = words.remove_all;
sure(all, words.remove_all, () => remove(load().map((one) => one.key)));
watch("value", told);
told();
