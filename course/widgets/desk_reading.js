// What the desk does when it is asked: it reads, swaps chairs, compares, and gives things to take
// along. Nothing of it happens by itself.

// Questions about the draft: each leads to its field, and can be answered with a reason.
function showQuestions({ words, found, goTo, mean }) {
  return found.map(({ check, place, text, ask }, at) => {
    const reason = element("textarea", { class: "course-written", rows: "2", "aria-label": words.because, ...QUIET });
    const state = statusRegion("p");
    const keep = button(words.keep_reason, () => {
      if (!reason.value.trim()) {
        state.textContent = words.reason_missing;
        reason.focus();
        return;
      }
      mean(check, place, reason.value.trim());
      state.textContent = words.reason_kept;
    });
    const details = element("details", {}, element("summary", QUIET, words.mean_it), reason, actionRow(keep), state);
    const there = place && button(words.go_there, () => goTo(place), { "aria-label": `${words.go_there}: ${ask}` });
    return element(
      "li",
      { tabindex: "-1", "data-number": String(at) },
      element("p", {}, text),
      element("p", {}, element("strong", {}, ask)),
      there ? actionRow(there) : "",
      place ? details : "",
    );
  });
}

function openReading({ words, step, session, text, goTo, mean, say }) {
  const found = element("ol", { class: "course-desk-found" });
  const swapped = element("ul", { class: "course-desk-found" });
  const passes = ["complete", "language", "actions"].map((stage) =>
    button(step[stage], () =>
      session.ask({ type: "read", text: text(), stage }, {
        about: "read",
        done: (answer) => {
          swapped.replaceChildren();
          found.replaceChildren(...showQuestions({ words, found: answer.findings, goTo, mean }));
          say(answer.say);
          found.firstElementChild?.focus();
        },
      }),
    ),
  );
  const swap = button(words.swap, () =>
    session.ask({ type: "swap", text: text() }, {
      done: (answer) => {
        found.replaceChildren();
        swapped.replaceChildren(...answer.lines.map((line) => element("li", {}, line)));
        say(answer.say);
      },
    }),
  );
  return element("div", {}, actionRow(...passes, swap), found, swapped);
}

function openComparing({ step, sections, session, text, say }) {
  const parts = sections.map(({ id, title }) => {
    const shown = element("div", { class: "course-desk-strong" });
    const put = button(step.commit.replace("{title}", title), () =>
      session.ask({ type: "compare", text: text(), section: id }, {
        about: `compare ${id}`,
        done: (answer) => {
          say(answer.say);
          if (!answer.html) return;
          const strong = element("div", {});
          strong.innerHTML = answer.html;
          const gaps = answer.missing.length
            ? element("div", {}, element("p", {}, step.missing), element("ul", {}, ...answer.missing.map((one) => element("li", {}, one))))
            : element("p", {}, step.nothing_missing);
          shown.replaceChildren(element("p", {}, element("strong", {}, step.strong)), strong, gaps);
          shown.setAttribute("tabindex", "-1");
          shown.focus();
        },
      }),
    );
    return element("section", {}, actionRow(put), shown);
  });
  const forms = [
    ["colleague", step.for_colleague],
    ["page", step.page],
    ["markdown", step.markdown],
    ["tasks", step.tasks],
    ["jira", step.jira],
    ["gitlab", step.gitlab],
  ].map(([form, label]) =>
    button(label, () =>
      session.ask({ type: "export", text: text(), form }, {
        about: "export",
        done: (answer) => {
          download(answer.content, answer.name, answer.kind);
          say(answer.say);
        },
      }),
    ),
  );
  return element("div", {}, ...parts, element("h3", {}, step.take), actionRow(...forms));
}
