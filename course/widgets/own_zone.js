// The field for a time zone: what this computer has is a proposal until somebody says so, and a
// city leads to its zone.

function openZone({ words, id, input }) {
  const zones = Intl.supportedValuesOf?.("timeZone") ?? [];
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
  const list = element("datalist", { id: `${id}-zones` }, ...zones.map((value) => element("option", { value })));
  input.setAttribute("list", list.id);
  const said = element("span", { "aria-live": "polite" });
  const take = button("", () => {
    input.value = own;
    tell(fill(words.said, { zone: own }));
    input.dispatchEvent(new Event("input"));
    input.dispatchEvent(new Event("change"));
    input.focus();
  });
  const note = element("div", { class: "course-zone" }, said, actionRow(take));
  let isAssumed = false;

  function tell(text, way = "") {
    said.textContent = text;
    take.textContent = way;
    take.parentElement.hidden = !way;
    isAssumed = false;
  }
  // Nobody has chosen it yet.
  function assume() {
    input.value = own;
    if (!own) return tell("");
    tell(fill(words.assumed, { zone: own }), words.yes);
    isAssumed = true;
  }
  const plain = (text) => text.trim().toLowerCase().replaceAll("_", " ");
  const cityOf = (zone) => plain(zone.split("/").at(-1));
  // All that can be said is said while it is typed: what came with the next press would move what
  // is being pressed.
  function look(isDone) {
    const typed = input.value.trim();
    const known = [...new Set([own, "UTC", ...zones])].filter(Boolean);
    if (!typed) return isDone ? assume() : tell("");
    if (known.includes(typed)) return said.textContent.includes(typed) ? undefined : tell("");
    const named = known.filter((zone) => plain(zone) === plain(typed));
    const [zone, another] = named.length ? named : known.filter((place) => cityOf(place) === plain(typed));
    if (zone && !another) {
      tell(fill(words.city, { typed, zone }));
      if (!isDone) return;
      input.value = zone;
      input.dispatchEvent(new Event("input"));
    } else if (!isDone && known.some((place) => plain(place).includes(plain(typed)))) {
      tell("");
    } else if (zones.length) {
      tell(fill(words.unknown, { typed }), own && fill(words.own, { zone: own }));
    }
  }
  input.addEventListener("input", () => look(false));
  input.addEventListener("change", () => look(true));
  tell("");
  return { parts: [list, note], assume, put: () => tell(""), isAssumed: () => isAssumed };
}
