"use strict";
// Puts in what the server sends, asks before anything is done. Markup comes escaped from the server; texts that
// answers hold go in as text.
(() => {
  const main = document.querySelector("main");
  const { path, csrf } = main.dataset;
  const at = (id) => document.getElementById(id);
  const live = at("live");

  const put = (element, markup) => {
    const focused = document.activeElement;
    const held = element.contains(focused) ? focused.id : "";
    const scroller = element.querySelector(".tall");
    const [top, left] = scroller ? [scroller.scrollTop, scroller.scrollLeft] : [0, 0];
    element.innerHTML = markup;
    const after = element.querySelector(".tall");
    if (after) { after.scrollTop = top; after.scrollLeft = left; }
    if (held && at(held)) at(held).focus({ preventScroll: true });
  };

  const tell = (text, bad = false) => {
    const told = at("told");
    told.textContent = text;
    told.className = bad ? "bad" : "good";
    if (told.matches(":popover-open")) told.hidePopover();
    told.showPopover(); // above a dialog, too
    clearTimeout(tell.timer);
    tell.timer = setTimeout(() => told.hidePopover(), 8000);
  };

  const connect = () => {
    const events = new EventSource(`${path}/events`);
    const say = (text, kind) => {
      if (live.textContent !== text) live.textContent = text;
      live.className = kind;
    };
    events.addEventListener("open", () => say("live", "good"));
    events.addEventListener("panel", (event) => {
      const { id, html } = JSON.parse(event.data);
      if (at(id)) put(at(id), html);
      document.documentElement.dataset.updates = Number(document.documentElement.dataset.updates || 0) + 1;
    });
    events.addEventListener("end", () => { events.close(); location.reload(); });
    events.addEventListener("error", async () => {
      say("not connected", "bad");
      if (events.readyState !== EventSource.CLOSED) return;
      const seen = await fetch(path).catch(() => null);
      if (seen && seen.status === 401) location.reload();
      else setTimeout(connect, 3000);
    });
  };

  // Asks, and resolves to whether it shall be done.
  const sure = (title, text, verb) => new Promise((resolve) => {
    const dialog = at("sure");
    at("sure-title").textContent = title;
    at("sure-text").textContent = text;
    at("sure-yes").textContent = verb;
    dialog.returnValue = "no";
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
    dialog.showModal();
  });

  const post = async (route, body) => {
    const answer = await fetch(`${path}/${route}`, {
      method: "POST",
      headers: { "content-type": "application/json", "semcache-csrf": csrf },
      body: JSON.stringify(body),
    });
    const told = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Error(told.error ? `${told.error.message}: ${told.error.remedy}` : `error ${answer.status}`);
    return told;
  };

  const guarded = (work) => work().catch((error) => tell(error.message, true));
  const answers = (count) => count === 1 ? "1 stored answer" : `${Number(count).toLocaleString("en")} stored answers`;

  const invalidate = (what, words) => guarded(async () => {
    const { entries } = await post("invalidate", { ...what, dry_run: true });
    const text = `${answers(entries)} will be served no more, to anybody. This cannot be undone.`;
    if (!await sure(`Invalidate ${words}?`, text, "Invalidate")) return;
    const done = await post("invalidate", what);
    tell(`Event ${done.number}: ${answers(done.entries)} ended.`);
  });

  const feedback = (id, verdict) => guarded(async () => {
    const text = verdict === "wrong"
      ? "The stored answer is evicted, the two questions are kept apart, and what was booked as saved is taken back."
      : "It is counted as right. If it was said to be wrong before, its dollars are booked as saved again.";
    if (!await sure(`This answer was ${verdict}?`, text, `It was ${verdict}`)) return;
    const given = await post("feedback", { request_id: id, verdict });
    tell(given.evicted ? "Noted: the answer is served no more." : "Noted.");
  });

  const explain = (link) => guarded(async () => {
    const answer = await fetch(`${link.getAttribute("href")}?part=1`);
    if (answer.status === 401) { location.reload(); return; }
    put(at("why-body"), await answer.text());
    if (!at("why").open) at("why").showModal();
  });

  document.addEventListener("click", (event) => {
    const hit = event.target.closest("[data-explain], [data-feedback], [data-entry]");
    if (!hit || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if ("explain" in hit.dataset) explain(hit);
    else if ("feedback" in hit.dataset) feedback(hit.dataset.request, hit.dataset.feedback);
    else invalidate({ entry: hit.dataset.entry }, "this answer");
  });

  const form = at("invalidate");
  if (form) {
    const shown = () => {
      const what = form.elements.what.value;
      at("version").hidden = what !== "source";
      form.elements.name.disabled = what === "all";
    };
    form.elements.what.addEventListener("change", shown);
    shown();
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const what = form.elements.what.value;
      const name = form.elements.name.value.trim();
      const version = form.elements.version.value.trim();
      const said = { [what]: what === "all" ? true : name };
      if (what === "source" && version) said.version = version;
      const kind = what.replace("_", " ");
      invalidate(said, what === "all" ? "everything" : `${kind} ${name.slice(0, 80)}`);
    });
  }
  if (live) connect();
})();
