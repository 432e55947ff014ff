// Marks in a text: stretches counted in code points, as Python counts, whatever elements the text is drawn with.

// The pieces of a text in order: the text content of each is the document's text from `data-start` on.
function piecesOf(root) {
  return [...root.querySelectorAll("[data-start]")].map((node) => {
    const start = Number(node.dataset.start);
    return { node, start, end: start + [...node.textContent].length };
  });
}

function textsOf(node) {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  return texts;
}

// Mark the code points `from` to `to` of one piece: one <mark> for each text node that they touch.
function markWithin(node, from, to, name) {
  const marks = [];
  let at = 0;
  for (const text of textsOf(node)) {
    const points = [...text.data];
    const first = Math.max(from - at, 0);
    const last = Math.min(to - at, points.length);
    at += points.length;
    if (first >= last) continue;
    const range = document.createRange();
    range.setStart(text, points.slice(0, first).join("").length);
    range.setEnd(text, points.slice(0, last).join("").length);
    const mark = document.createElement("mark");
    mark.className = name;
    range.surroundContents(mark);
    marks.push(mark);
  }
  return marks;
}

// Mark a stretch of the document; white space between pieces belongs to none of them.
function markSpan(pieces, start, end, name) {
  const touched = pieces.filter((piece) => piece.start < end && start < piece.end);
  return touched.flatMap((piece) => markWithin(piece.node, start - piece.start, end - piece.start, name));
}

function unmark(root, name) {
  for (const mark of root.querySelectorAll(`mark.${name}`)) {
    const around = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    around.normalize();
  }
}

// As compared: one width, one case, no white space.
const fold = (text) => [...text].map((char) => char.normalize("NFKC").toLowerCase()).join("").replace(/\s/g, "");

// A piece as compared, with the code point that each of its characters comes from. What is not shown is not found.
function folded(piece) {
  let text = "";
  let at = 0;
  const places = [];
  for (const node of textsOf(piece.node)) {
    const unseen = node.parentElement.closest(".unseen");
    for (const char of node.data) {
      const read = unseen ? "" : fold(char);
      for (let unit = 0; unit < read.length; unit++) places.push(at);
      text += read;
      at += 1;
    }
  }
  return { piece, text, places };
}

// Every place that reads like `sought`, in order, as code points of its piece.
function placesOf(foldedPieces, sought) {
  const wanted = fold(sought);
  const found = [];
  if (!wanted) return found;
  for (const { piece, text, places } of foldedPieces) {
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
      found.push({ piece, from: places[at], to: places[at + wanted.length - 1] + 1 });
    }
  }
  return found;
}
