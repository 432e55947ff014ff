// The line above the question: one click searches all reports again.
element.addEventListener("click", (event) => {
  if (event.target.closest("[data-all]")) trigger("clear", {});
});
