// Whether a table may name people: in a column for them, by an e-mail address or by a handle. The
// kernel tells the same of what is sent to it.

const CONTACT = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w@/])@[\w.-]*\w/;

// `authors` is what columns of people are called.
function openNames(authors) {
  const known = new Set(authors);
  const plain = (name) => name.replace(/(?<=[a-z])(?=[A-Z])|[^\p{L}\p{N}]+/gu, " ").trim().toLowerCase();
  const contact = (text) => CONTACT.exec(text)?.[0] ?? "";
  const may = (text) => Boolean(contact(text)) || (tableOf(text)?.header ?? []).some((name) => known.has(plain(name)));
  return { contact, may };
}
