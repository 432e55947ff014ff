// The verdict at the foot of an answer: a thumb, then a reason if one is given. rated.js tells what became of it.
function vote(button) {
  const foot = button.closest(".foot");
  for (const one of foot.querySelectorAll("[data-vote]")) one.setAttribute("aria-pressed", String(one === button));
  foot.querySelector(".reason").hidden = false;
  rate(foot);
}

function rate(foot) {
  trigger("like", {
    turn: Number(foot.closest(".turn").dataset.turn),
    vote: foot.querySelector('[aria-pressed="true"]').dataset.vote,
    reason: foot.querySelector(".reason input").value,
  });
}

element.addEventListener("click", (event) => {
  const button = event.target.closest("[data-vote]");
  if (button) vote(button);
});
element.addEventListener("submit", (event) => {
  event.preventDefault();
  rate(event.target.closest(".foot"));
});
