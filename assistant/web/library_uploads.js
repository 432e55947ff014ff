// Where files are dropped: they are sent one by one, then the server is told of all of them at once.
const list = () => element.querySelector(".sending");
const area = () => element.querySelector(".zone");
const busy = () => element.dataset.sending === "yes" || element.querySelector("[data-busy]");

function waiting(files) {
  list().replaceChildren(...files.map((file) => {
    const item = document.createElement("li");
    const name = document.createElement("b");
    name.textContent = file.name;
    item.append(name, ` ${area().dataset.sending}`);
    return item;
  }));
}

async function send(file) {
  const told = { name: file.name, size: file.size };
  if (file.size > Number(area().dataset.largest)) return told;
  try {
    return { ...told, path: (await upload(file)).path };
  } catch {
    return told;
  }
}

async function add(chosen) {
  const files = [...chosen];
  if (!files.length || busy()) return;
  element.dataset.sending = "yes";
  waiting(files);
  const sent = [];
  for (const file of files) sent.push(await send(file));
  trigger("upload", { files: sent });
}

// The server answers at once with the files that wait; from then on it tells how far they are.
function told() {
  delete element.dataset.sending;
  list().replaceChildren();
}

element.addEventListener("change", (event) => {
  if (event.target.type !== "file") return;
  add(event.target.files);
  event.target.value = "";
});
element.addEventListener("click", (event) => {
  if (event.target.closest("[data-hide]")) props.value = "";
});
for (const name of ["dragenter", "dragover", "dragleave", "drop"]) {
  element.addEventListener(name, (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    area().classList.toggle("over", !busy() && (name === "dragenter" || name === "dragover"));
    if (name === "drop") add(event.dataTransfer.files);
  });
}

watch("value", told);
element.dataset.ready = "yes";
