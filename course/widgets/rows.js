// Where a row of a spreadsheet stands in the text: a line break inside quotation marks
// begins no row.
function placeOf(row, text) {
  let quoted = false;
  let number = 1;
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    if (text[at] === '"') quoted = !quoted;
    if (at === text.length || (text[at] === "\n" && !quoted)) {
      if (number === row) return [start, at];
      number += 1;
      start = at + 1;
    }
  }
  return [0, 0];
}
