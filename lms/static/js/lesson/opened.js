// Tells the server which step was opened, so that the next visit begins there. What cannot be sent now waits on this device.
const facts = shelf("facts", []);
const onTheWay = new Set();

async function sendFacts() {
  const waiting = facts.read().filter((fact) => !onTheWay.has(fact.id));
  if (!waiting.length || !token) return;
  for (const fact of waiting) onTheWay.add(fact.id);
  const answer = await post("/facts", { facts: waiting });
  if (answer) {
    const settled = new Set(answer.facts.map((fact) => fact.id));
    facts.keep(facts.read().filter((fact) => !settled.has(fact.id)));
  }
  for (const fact of waiting) onTheWay.delete(fact.id);
}

function opened(step) {
  const { course, release, lesson } = article.dataset;
  if (isLast(`${lesson}/${step}`)) return;
  const id = crypto.randomUUID ? crypto.randomUUID() : madeId();
  const fact = { id, kind: "opened_step", course, release: Number(release), lesson, step, at: new Date().toISOString() };
  facts.keep([...facts.read(), fact].slice(-200));
  sendFacts();
}

// Coming back to the same step, as every answer does, is not a new opening.
function isLast(place) {
  try {
    const was = sessionStorage.getItem(facts.key);
    sessionStorage.setItem(facts.key, place);
    return was === place;
  } catch {
    return false;
  }
}

// A change of language, furigana or text size comes back to the step that is being read.
function remember(step) {
  const address = `${location.pathname}?step=${encodeURIComponent(step)}#step-${encodeURIComponent(step)}`;
  for (const field of document.querySelectorAll("#reading-tools [name=next], #text-language [name=next], .foot [name=next]")) {
    field.value = address;
  }
}

function madeId() {
  // Old browsers and plain http have no randomUUID. RFC 9562, version 4.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

if (article) {
  for (const step of article.querySelectorAll("details.step")) {
    const read = () => {
      if (!step.open) return;
      opened(step.dataset.step);
      remember(step.dataset.step);
    };
    // The step that is open when the page arrives is the one being read. Its own event may have passed before this script came.
    read();
    step.addEventListener("toggle", read);
  }
  addEventListener("online", sendFacts);
  sendFacts();
}
