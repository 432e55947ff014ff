// The table of reports: tells the server what was clicked, and lets a file's name be edited in its place.
function act(button, more) {
  const row = button.closest("tr, li, p");
  row?.setAttribute("aria-busy", "true");
  trigger("select", { do: button.dataset.do, id: button.dataset.id, ...more });
}

function edit(button) {
  const place = button.closest("tr").querySelector(".file");
  if (place.querySelector("form")) return place.querySelector("input").focus();
  const printed = place.textContent;
  const form = document.createElement("form");
  const field = document.createElement("input");
  Object.assign(field, { type: "text", value: place.dataset.stem, maxLength: 80, required: true });
  field.setAttribute("aria-label", place.dataset.label);
  const save = Object.assign(document.createElement("button"), { type: "submit", textContent: place.dataset.save });
  const cancel = Object.assign(document.createElement("button"), { type: "button", textContent: place.dataset.cancel });
  form.append(field, place.dataset.suffix, save, cancel);
  const leave = () => {
    place.replaceChildren(printed);
    button.focus();
  };
  cancel.addEventListener("click", leave);
  form.addEventListener("keydown", (event) => event.key === "Escape" && leave());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const name = field.value + place.dataset.suffix;
    place.replaceChildren(printed);
    act(button, { name });
  });
  place.replaceChildren(form);
  field.focus();
  field.select();
}

element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-do]");
  if (!button || element.querySelector('[aria-busy="true"]')) return;
  if (button.dataset.do === "rename") edit(button);
  else act(button);
});
// Ticks made while the server is still at another one: they wait their turn, as each begins from the last.
const ticks = new Map();
const tickOf = (id) => element.querySelector(`input[data-do][data-id="${CSS.escape(id)}"]`);

element.addEventListener("change", (event) => {
  const tick = event.target.closest("input[data-do]");
  if (!tick) return;
  if (element.querySelector('[aria-busy="true"]')) ticks.set(tick.dataset.id, tick.checked);
  else act(tick, { on: tick.checked });
});

function tickNext() {
  const [id, on] = ticks.entries().next().value;
  ticks.delete(id);
  if (tickOf(id)) act(tickOf(id), { on });
}

function drawn() {
  element.querySelectorAll("[aria-busy]").forEach((one) => one.removeAttribute("aria-busy"));
  // The attribute says what the server knows; the property is what a visitor clicked last.
  element.querySelectorAll("input[data-do]").forEach((one) => (one.checked = one.hasAttribute("checked")));
  ticks.forEach((on, id) => tickOf(id) && (tickOf(id).checked = on));
  if (ticks.size) tickNext();
}

// Others may have changed the library: look again whenever it comes into view.
new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && trigger("focus", {})).observe(element);
watch("value", drawn);
