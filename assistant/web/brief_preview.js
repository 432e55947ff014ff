// The brief: copied as it looks, so that headings and the table arrive in Word as such.
function copy(button) {
  const selection = getSelection();
  const range = document.createRange();
  range.selectNodeContents(element.querySelector(".paper"));
  selection.removeAllRanges();
  selection.addRange(range);
  document.execCommand("copy");
  selection.removeAllRanges();
  const name = button.textContent;
  button.textContent = button.dataset.done;
  setTimeout(() => (button.textContent = name), 1600);
}

function shown() {
  document.getElementById("brief-preview").removeAttribute("aria-busy");
  const made = element.querySelector(".tools, .failure");
  const sheet = element.closest(".sheet");
  if (made) sheet.scrollTop += made.getBoundingClientRect().top - sheet.getBoundingClientRect().top - 12;
}

element.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy-brief]");
  if (button) copy(button);
});
watch("value", shown);
