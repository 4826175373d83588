// A table as text, and its rows. They are numbered from the first one below the header: a line
// break inside quotation marks begins no row.

// Gives what stands in each row, and where the row begins and ends in the text.
function recordsOf(text) {
  const records = [];
  let cells = [];
  let cell = "";
  let quoted = false;
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    const sign = text[at];
    if (quoted && sign !== undefined) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') cell += text[++at];
      else quoted = false;
    } else if (sign === '"' && cell === "") {
      quoted = true;
    } else if (sign === ",") {
      cells.push(cell);
      cell = "";
    } else if (sign === "\n" || sign === undefined) {
      cells.push(cell.replace(/\r$/, ""));
      records.push({ cells, start, end: at });
      cells = [];
      cell = "";
      start = at + 1;
    } else {
      cell += sign;
    }
  }
  return records;
}

// Where a row stands in the text.
function placeOf(row, text) {
  const found = recordsOf(text)[row - 1];
  return found ? [found.start, found.end] : [0, 0];
}

// The names of the columns and the rows; null where it is no table of ours.
function tableOf(text) {
  const [header, ...records] = recordsOf(text.replace(/^\ufeff/, ""));
  const names = header.cells.map((name) => name.trim().toLowerCase());
  if (!names.includes("timestamp") || !names.includes("event")) return null;
  const isEmpty = ({ cells }) => !cells.some((cell) => cell.trim());
  while (records.length && isEmpty(records.at(-1)) && records.at(-1).cells.length < 2) records.pop();
  return { header: header.cells, names, rows: records.map(({ cells }, place) => ({ cells, number: place + 1 })) };
}

function textOf({ header, rows }) {
  const quote = (cell) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const line = (cells) => `${cells.map(quote).join(",")}\n`;
  // A row in which nothing stands yet is a row all the same.
  return line(header) + rows.map(({ cells }) => line(cells.length > 1 ? cells : [...cells, ""])).join("");
}
