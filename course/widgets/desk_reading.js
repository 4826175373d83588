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

// What was answered with a reason, each to be taken back.
function openAnswered({ words, meant, titleOf, mean, say }) {
  const shown = element("details", { class: "course-desk-answered" });
  function refresh() {
    const answers = Object.entries(meant());
    const summary = element("summary", QUIET, words.answered.replace("{count}", answers.length));
    const items = answers.map(([key, reason]) => {
      const [check, place] = key.split("|");
      const back = button(words.take_back, () => {
        mean(check, place, "");
        refresh();
        say(words.taken_back);
        (shown.querySelector("button") || shown.querySelector("summary") || shown.parentElement).focus();
      }, { "aria-label": `${words.take_back}: ${reason}` });
      return element("li", {}, element("p", {}, `${titleOf(place)}: “${reason}”`), actionRow(back));
    });
    shown.hidden = !answers.length;
    shown.replaceChildren(summary, element("ul", { class: "course-desk-found" }, ...items));
  }
  refresh();
  return { shown, refresh };
}

function openReading({ words, step, session, text, goTo, meant, titleOf, mean, say }) {
  const answered = openAnswered({ words, meant, titleOf, mean, say });
  const keep = (...answer) => {
    mean(...answer);
    answered.refresh();
  };
  const found = element("ol", { class: "course-desk-found" });
  const swapped = element("ul", { class: "course-desk-found" });
  const passes = ["complete", "language", "actions"].map((stage) =>
    button(step[stage], () =>
      session.ask({ type: "read", text: text(), stage }, {
        about: "read",
        done: (answer) => {
          swapped.replaceChildren();
          found.replaceChildren(...showQuestions({ words, found: answer.findings, goTo, mean: keep }));
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
  return element("div", { tabindex: "-1" }, actionRow(...passes, swap), found, swapped, answered.shown);
}

// A draft beside the strong one: next to each other where there is room, else one below the other.
function beside(step, answer) {
  const side = (title, html, name) => {
    const part = element("div", { class: name }, element("h4", {}, title));
    part.insertAdjacentHTML("beforeend", unbroken(html));
    return part;
  };
  return element(
    "div",
    { class: "course-desk-beside" },
    side(step.own, answer.own, "course-desk-own"),
    side(step.strong, answer.html, "course-desk-model"),
  );
}

function openComparing({ step, sections, session, text, putDown, say }) {
  const parts = sections.map(({ id, title }) => {
    const shown = element("div", { class: "course-desk-strong" });
    const when = element("p", { class: "course-written-note" });
    const showWhen = () => {
      const at = putDown()[id];
      when.hidden = !at;
      if (at) when.textContent = step.put_down.replace("{moment}", new Date(at).toLocaleString([], { dateStyle: "medium", timeStyle: "short" }));
    };
    const put = button(step.commit.replace("{title}", title), () =>
      session.ask({ type: "compare", text: text(), section: id }, {
        about: `compare ${id}`,
        done: (answer) => {
          say(answer.say);
          if (!answer.html) return;
          putDown(id, answer.at_utc);
          showWhen();
          const gaps = answer.missing.length
            ? element("div", {}, element("p", {}, step.missing), element("ul", {}, ...answer.missing.map((lack) => element("li", {}, lack))))
            : element("p", {}, answer.complete);
          shown.replaceChildren(beside(step, answer), gaps);
          shown.setAttribute("tabindex", "-1");
          shown.focus();
        },
      }),
    );
    showWhen();
    return element("section", {}, actionRow(put), when, shown);
  });
  const forms = [
    ["colleague", step.for_colleague],
    ["page", step.page],
    ["markdown", step.markdown],
    ["tasks", step.tasks],
    ["jira", step.jira],
    ["gitlab", step.gitlab],
    ["csv", step.csv],
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
