// What became of a vote, told where it was given. What was typed goes only once it is written down.
function told() {
  const { turn, reasoned, done, failure } = props.value || {};
  const foot = document.querySelector(`#talk .turn[data-turn="${turn}"] .foot`);
  if (!foot) return;
  const line = foot.querySelector(".rated");
  line.textContent = done || failure;
  line.classList.toggle("wrong", Boolean(failure));
  line.scrollIntoView({ block: "nearest" });
  // A reason begun while the vote was on its way stays until it is sent.
  if (done && reasoned) foot.querySelector(".reason").hidden = true;
}

watch("value", told);
