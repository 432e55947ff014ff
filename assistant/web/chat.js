// The conversation: draws the list of turns in `props.value` and tells the server what was clicked.
// Only turns that changed are drawn anew, so that what a visitor unfolded or focused stays as it was.
const turns = () => element.querySelector(".turns");

function draw() {
  const list = turns();
  const wanted = props.value || [];
  const grew = list.children.length < wanted.length;
  const pinned = element.scrollHeight - element.scrollTop - element.clientHeight < 80;
  wanted.forEach((html, at) => {
    const old = list.children[at];
    if (old && old.source === html) return;
    const holder = document.createElement("template");
    holder.innerHTML = html;
    const fresh = holder.content.firstElementChild;
    fresh.source = html;
    old ? old.replaceWith(fresh) : list.append(fresh);
  });
  while (list.children.length > wanted.length) list.lastElementChild.remove();
  if (grew || pinned) follow(list.lastElementChild);
}

// Down to the end, but never past the beginning of the last question.
function follow(last) {
  if (!last || last.classList.contains("welcome")) return void (element.scrollTop = 0);
  const top = last.offsetTop - element.offsetTop - 12;
  element.scrollTop = Math.min(element.scrollHeight - element.clientHeight, Math.max(0, top));
}

function openSource(target) {
  document.querySelectorAll(".marker.open").forEach((one) => one.classList.remove("open"));
  const cite = target.closest("[data-cite]").dataset.cite;
  const turn = target.closest(".turn");
  const button = target.closest("button.marker") || target.closest("li").querySelector("button.marker");
  button.classList.add("open");
  trigger("select", { turn: Number(turn.dataset.turn), marker: Number(cite) });
}

async function copyAnswer(button) {
  await copy(button.dataset.copy);
  say(button, button.dataset.done);
}

element.addEventListener("click", (event) => {
  const ask = event.target.closest("[data-ask]");
  const copied = event.target.closest("[data-copy]");
  if (ask) trigger("submit", { question: ask.dataset.ask });
  else if (copied) copyAnswer(copied);
  else if (event.target.closest("[data-cite]") && !String(getSelection())) openSource(event.target);
});

watch("value", draw);
draw();
