// On an intranet address (http, not loopback) the clipboard interface is missing; the old command still works there.
async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "clipboard";
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

// Say on the button itself that it is done, for a moment.
function say(button, done) {
  const name = button.textContent;
  if (name === done) return;
  button.textContent = done;
  setTimeout(() => (button.textContent = name), 1600);
}
