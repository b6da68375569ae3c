// Keeps what is half typed: on this device at once, on the server a moment later. So it is there after a pause, in another language, on another device.
const drafts = shelf("drafts", {});
const NOT_TYPED = ["csrf_token", "id", "release", "language"];
const QUIET = 1500; // Milliseconds without typing after which a draft is sent.
const touched = new WeakSet();
const FRESH = 60000; // Milliseconds within which a page may have been made without what was typed just before.
let draftTimer = 0;
let isFilling = false;

const activityOf = (form) => form.closest(".quiz").id.slice("activity-".length);

function typedIn(form) {
  const fields = {};
  for (const [name, value] of new FormData(form)) {
    if (!NOT_TYPED.includes(name)) fields[name] = [...(fields[name] || []), value];
  }
  return fields;
}

function keepDraft(form) {
  const { course, release, lesson } = article.dataset;
  const activity = activityOf(form);
  const answer = form.elements.namedItem("id").value;
  const draft = { course, release: Number(release), lesson, activity, answer, fields: typedIn(form), at: Date.now() };
  drafts.keep({ ...drafts.read(), [activity]: draft });
  touched.add(form);
  clearTimeout(draftTimer);
  draftTimer = setTimeout(sendDrafts, QUIET);
}

// Sends what waits, and gives what then belongs on the page: what the server took as the newest, or could not be asked about.
async function sendDrafts() {
  clearTimeout(draftTimer);
  const waiting = Object.values(drafts.read()).filter((draft) => !draft.sent || draft.pressed).slice(-20);
  if (!waiting.length || !token) return [];
  const aged = waiting.map(({ at, pressed, sent, ...draft }) => ({ ...draft, age: (Date.now() - at) / 1000 }));
  const answer = await post("/drafts", { drafts: aged });
  if (!answer) return waiting;
  const left = drafts.read();
  waiting.forEach(({ activity, at }, number) => {
    // What was typed while this was on its way waits for the next time.
    if (left[activity]?.at !== at) return;
    if (answer.drafts[number] === "kept") left[activity].sent = true;
    else delete left[activity];
  });
  drafts.keep(left);
  return waiting.filter((_, number) => answer.drafts[number] === "kept");
}

function show(draft) {
  const form = document.getElementById(`activity-${draft.activity}`)?.querySelector("form");
  // Of a question that was drawn anew since, the same places hold other things.
  const isAsked = form?.elements.namedItem("mix")?.value === draft.fields.mix?.[0];
  if (form && isAsked && !touched.has(form) && String(draft.release) === article.dataset.release) fill(form, draft.fields);
}

// The next page may be made before the server has what was typed on the last one: what is fresh comes from here.
function showFresh() {
  const kept = drafts.read();
  for (const draft of Object.values(kept)) {
    const isFresh = Date.now() - draft.at < FRESH;
    if (isFresh && !draft.pressed) show(draft);
    if (!isFresh && draft.sent && !draft.pressed) delete kept[draft.activity];
  }
  drafts.keep(kept);
}

function fill(form, fields) {
  isFilling = true;
  const named = (name) => [...form.elements].filter((each) => each.name === name);
  for (const option of named("option")) option.checked = (fields.option || []).includes(option.value);
  for (const how of named("passed")) how.checked = (fields.passed || []).includes(how.value);
  // Things in an order may stand elsewhere on this page: places go by thing.
  const things = named("thing").map((each) => (fields.thing || []).indexOf(each.value));
  named("place").forEach((each, number) => (each.value = fields.place?.[things[number]] || ""));
  for (const name of ["gap", "number", "pair", "text", "link"]) named(name).forEach((each, number) => (each.value = fields[name]?.[number] || ""));
  form.querySelector("[name=place]")?.dispatchEvent(new Event("change", { bubbles: true }));
  isFilling = false;
}

if (article) {
  const note = (event) => {
    const form = event.target.closest(".quiz form");
    if (form && !isFilling) keepDraft(form);
  };
  article.addEventListener("input", note);
  article.addEventListener("change", note);
  document.addEventListener("submit", (event) => {
    const kept = drafts.read();
    const pressed = event.target.closest(".quiz") && kept[activityOf(event.target)];
    // Whoever is not sure yet has answered nothing: what they typed stays.
    if (pressed && event.submitter?.name !== "unsure") pressed.pressed = true;
    drafts.keep(kept);
  });
  onLeaving(sendDrafts);
  addEventListener("online", sendDrafts);
  showFresh();
  sendDrafts().then((found) => found.forEach(show));
}
