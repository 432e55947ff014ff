// The source pane: shown while it has content; Escape and × close it and give the focus back to the marker.
function show() {
  const open = Boolean(props.value);
  const opening = open && !document.body.classList.contains("reading");
  document.body.classList.toggle("reading", open);
  if (!open) return;
  const focus = element.querySelector("[data-focus] mark") || element.querySelector("[data-focus]");
  const scroller = element.querySelector(".paragraphs");
  if (focus && scroller) {
    const shift = focus.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    scroller.scrollTop += shift - scroller.clientHeight / 4;
  }
  if (opening) element.querySelector("h2")?.focus({ preventScroll: true });
}

function close() {
  props.value = "";
  document.body.classList.remove("reading");
  const marker = document.querySelector(".marker.open");
  marker?.classList.remove("open");
  marker?.focus();
}

element.addEventListener("click", (event) => {
  const extend = event.target.closest("[data-extend]");
  if (extend) trigger("select", { direction: extend.dataset.extend });
  else if (event.target.closest("[data-close]")) close();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && props.value) close();
});

watch("value", show);
