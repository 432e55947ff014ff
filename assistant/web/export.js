// The conversation as a file: what was asked for, of what the server knows of this visitor's conversation.
element.addEventListener("click", (event) => {
  const button = event.target.closest("[data-export]");
  if (button) trigger("submit", { format: button.dataset.export });
});
