// Links to a sentence of a report, from wherever they stand: the address changes, the reader opens, the page stays.
// Back returns to the tab and the sentence where one was. The address is the state; the reader draws what it names.
const READER = props.words.reader;
const tabs = () => [...document.querySelectorAll("#tabs [role=tablist] button, #tabs .overflow-dropdown button")];
const current = () => tabs().find((tab) => tab.classList.contains("selected"))?.textContent.trim();
const named = (search) => new URLSearchParams(search).has("doc");
let returning = false; // a tab that this script turns to is no step of the visitor's own

function turnTo(name) {
  const tab = tabs().find((one) => one.textContent.trim() === name);
  returning = true;
  if (tab && !tab.classList.contains("selected")) tab.click();
  returning = false;
}

function tell() {
  window.dispatchEvent(new Event("addresschange"));
}

function follow(address) {
  if (history.state?.tab !== current()) history.replaceState({ tab: current() }, "");
  if (address !== location.search) history.pushState({ tab: READER }, "", address);
  turnTo(READER);
  tell();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a.to-source");
  const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!link || !plain || event.defaultPrevented) return;
  event.preventDefault();
  follow(link.getAttribute("href"));
});

// Whoever leaves the reader by a tab leaves its address too, so that a reload opens what is on the screen.
document.addEventListener("click", (event) => {
  const tab = event.target.closest?.("#tabs > .tab-wrapper button");
  const name = tab?.textContent.trim(); // none: the button that shows further tabs
  if (returning || !name) return;
  window.dispatchEvent(new CustomEvent("tabchange", { detail: name }));
  if (name === READER || !named(location.search)) return;
  history.replaceState({ tab: READER }, "");
  history.pushState({ tab: name }, "", location.pathname);
}, true);

window.addEventListener("popstate", (event) => {
  turnTo(named(location.search) ? READER : event.state?.tab || props.words.first);
  tell();
});

// The tabs are drawn after this script ran.
if (named(location.search)) {
  const waiting = setInterval(() => {
    if (!current()) return;
    clearInterval(waiting);
    turnTo(READER);
  }, 20);
}
