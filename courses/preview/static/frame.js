// The preview's frame: shows the chosen lesson at two widths, renews it after each save, and keeps the problems beside it.
const body = document.body;
const lesson = document.getElementById("lesson");
const language = document.getElementById("language");
const furigana = document.getElementById("furigana");
const state = document.getElementById("state");
const panel = document.getElementById("problems");
const frames = [...document.querySelectorAll("iframe")];
const ui = document.documentElement.lang;

const address = () => `/lesson/${lesson.value}/${language.value}`;

function remember() {
  const query = new URLSearchParams({ ui, lesson: lesson.value, language: language.value });
  history.replaceState(null, "", `/?${query}`);
}

function offerLanguages() {
  const chosen = lesson.selectedOptions[0];
  const there = chosen ? chosen.dataset.languages.split(" ") : [];
  for (const option of language.options) option.disabled = !there.includes(option.value);
  if (!there.includes(language.value) && there.length) language.value = there[0];
}

async function fillProblems() {
  const query = new URLSearchParams({ ui, lesson: lesson.value, language: language.value });
  const answer = await fetch(`/problems?${query}`);
  if (answer.ok) panel.innerHTML = await answer.text();
}

function show() {
  offerLanguages();
  for (const frame of frames) frame.contentWindow.location.replace(address());
  remember();
  fillProblems();
}

// A reload keeps the place in the text, as people know it from their browser.
function renew() {
  for (const frame of frames) frame.contentWindow.location.reload();
  fillProblems();
}

function dress(frame) {
  const inner = frame.contentDocument;
  if (!inner || !inner.body) return;
  inner.body.classList.toggle("furigana-off", !furigana.checked);
  // Links out of the course open beside the preview, not inside a phone.
  inner.addEventListener("click", (press) => {
    const link = press.target.closest("a[href]");
    if (link && link.origin !== location.origin) {
      press.preventDefault();
      window.open(link.href, "_blank", "noopener,noreferrer");
    }
  });
  // Following a link to another lesson moves the whole preview there.
  const parts = inner.location.pathname.split("/");
  if (parts[1] === "lesson" && parts.length === 4 && (parts[2] !== lesson.value || parts[3] !== language.value)) {
    if (![...lesson.options].some((option) => option.value === parts[2])) return;
    lesson.value = parts[2];
    language.value = parts[3];
    offerLanguages();
    remember();
    fillProblems();
    for (const other of frames) if (other !== frame) other.contentWindow.location.replace(inner.location.href);
  }
}

function tell(kind, words) {
  state.dataset.kind = kind;
  state.textContent = words;
}

function listen() {
  let known = Number(body.dataset.number);
  const source = new EventSource("/changes");
  source.onmessage = (message) => {
    const now = JSON.parse(message.data);
    if (now.working) {
      const far = body.dataset.progress.replace("{done}", now.done).replace("{total}", now.total);
      tell("working", now.total ? far : body.dataset.working);
      return;
    }
    tell("fresh", body.dataset.fresh);
    if (now.number === known) return;
    known = now.number;
    const there = now.readings.map(([id]) => id);
    const listed = [...lesson.options].map((option) => option.value);
    if (there.some((id) => !listed.includes(id)) || listed.some((id) => !there.includes(id))) location.reload();
    else renew();
  };
  source.onerror = () => tell("lost", body.dataset.lost);
}

lesson.addEventListener("change", show);
language.addEventListener("change", show);
furigana.addEventListener("change", () => frames.forEach(dress));
for (const frame of frames) frame.addEventListener("load", () => dress(frame));
for (const choice of document.querySelectorAll('input[name="width"]')) {
  choice.addEventListener("change", () => { body.dataset.width = choice.value; });
  if (choice.checked) body.dataset.width = choice.value;
}
panel.addEventListener("click", (press) => {
  const link = press.target.closest("a[data-lesson]");
  if (!link) return;
  press.preventDefault();
  lesson.value = link.dataset.lesson;
  language.value = link.dataset.language;
  show();
});
offerLanguages();
fillProblems();
frames.forEach(dress);
listen();
