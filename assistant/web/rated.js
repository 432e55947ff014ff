// What became of a vote, told where it was given. What was typed goes only once it is written down.
function told() {
  const { turn, done, failure } = props.value || {};
  const foot = document.querySelector(`#talk .turn[data-turn="${turn}"] .foot`);
  if (!foot) return;
  const line = foot.querySelector(".rated");
  line.textContent = done || failure;
  line.classList.toggle("wrong", Boolean(failure));
  line.scrollIntoView({ block: "nearest" });
  const reason = foot.querySelector(".reason");
  if (done && reason.querySelector("input").value.trim()) reason.hidden = true;
}

watch("value", told);
