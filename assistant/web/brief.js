// Choosing what a brief is about: a click on a topic, or the form sent with Enter or its button.
function make(topic) {
  const form = element.querySelector("form");
  form.querySelectorAll("[data-topic]").forEach((one) => one.setAttribute("aria-pressed", one.dataset.topic === topic));
  document.getElementById("brief-preview").setAttribute("aria-busy", "true");
  const worded = Boolean(form.elements.worded?.checked);
  trigger("submit", { topic, document: form.elements.document.value, worded });
}

element.addEventListener("click", (event) => {
  const chip = event.target.closest("[data-topic]");
  if (!chip) return;
  element.querySelector("form").elements.topic.value = "";
  make(chip.dataset.topic);
});
element.addEventListener("submit", (event) => {
  event.preventDefault();
  make(event.target.elements.topic.value.trim());
});
element.addEventListener("change", (event) => {
  if (event.target.name === "document") trigger("select", { document: event.target.value });
});
