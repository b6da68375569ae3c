// Remembers the line that is being read, here and on the server, and comes back to it quietly. Counted in blocks of a step, it fits every width.
const places = shelf("places", {});
const PAUSE = 4000; // Milliseconds without scrolling after which the place is sent.
const MOST_PLACES = 10;
const JUMPED = "gonin.jumped";
let placeTimer = 0;
let lastPlace = null;
let isReading = false;

const topLine = () => parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
const blocksOf = (step) => [...step.querySelectorAll(":scope > .prose > *")];

// The last block that begins above the top of the window, and how much of it is past, in thousandths.
function placeNow() {
  const line = topLine() + 1;
  let found = null;
  for (const step of article.querySelectorAll("details.step[open]")) {
    found = found || { step: step.dataset.step, block: 0, part: 0 };
    blocksOf(step).forEach((block, number) => {
      const { top, height } = block.getBoundingClientRect();
      if (height && top < line) found = { step: step.dataset.step, block: number, part: Math.round(Math.min((line - top) / height, 1) * 1000) };
    });
  }
  return found;
}

function isElsewhere(place) {
  if (!place || !lastPlace) return Boolean(place);
  return place.step !== lastPlace.step || place.block !== lastPlace.block || Math.abs(place.part - lastPlace.part) > 100;
}

function keepPlace() {
  const place = placeNow();
  if (!isReading || !isElsewhere(place)) return;
  lastPlace = place;
  const { course, lesson } = article.dataset;
  const { [`${course}/${lesson}`]: _, ...others } = places.read();
  const newest = Object.entries({ ...others, [`${course}/${lesson}`]: { course, lesson, ...place, at: Date.now() } });
  places.keep(Object.fromEntries(newest.slice(-MOST_PLACES)));
}

async function sendPlaces() {
  clearTimeout(placeTimer);
  const waiting = Object.values(places.read()).filter((place) => !place.sent);
  if (!waiting.length || !token) return;
  const aged = waiting.map(({ at, ...place }) => ({ ...place, age: (Date.now() - at) / 1000 }));
  if (!(await post("/places", { places: aged }))) return;
  // It stays here, too: the next page may be made before the server has it.
  const left = places.read();
  for (const { course, lesson, at } of waiting) {
    const place = left[`${course}/${lesson}`];
    if (place?.at === at) place.sent = true;
  }
  places.keep(left);
}

// The newer of what the server and what this device know. Clocks may differ, so ages are compared.
function knownPlace() {
  const { course, lesson, place } = article.dataset;
  const [step, block, part, age] = (place || "").split(" ");
  const own = places.read()[`${course}/${lesson}`];
  if (own && (!place || Date.now() - own.at < Number(age) * 1000)) return own;
  return place ? { step, block: Number(block), part: Number(part) } : null;
}

// Whoever asked for something else gets that: another step, an answer, a note; the top of a step by its link; or what the browser itself restores.
function isWelcome(place) {
  const [visit] = performance.getEntriesByType?.("navigation") || [];
  let jumped = null;
  try {
    jumped = sessionStorage.getItem(JUMPED);
    sessionStorage.removeItem(JUMPED);
  } catch {
    // Without permission for it, a link to a step may lead to the line last read in it.
  }
  if (jumped || (visit && visit.type !== "navigate") || !(place?.block || place?.part)) return false;
  if (!location.hash) return true;
  const from = document.referrer ? new URL(document.referrer) : location;
  const goesOn = from.origin !== location.origin || ["/", location.pathname].includes(from.pathname);
  return goesOn && location.hash === `#step-${encodeURIComponent(place.step)}`;
}

function goTo({ step, block, part }) {
  const here = [...article.querySelectorAll("details.step[open]")].find((each) => each.dataset.step === step);
  const found = here && blocksOf(here)[block];
  if (!found) return;
  const { top, height } = found.getBoundingClientRect();
  // At once and without a glide, whatever the style sheet says: nothing moves before somebody's eyes.
  scrollTo({ top: scrollY + top - topLine() + (height * part) / 1000, behavior: "instant" });
}

if (article) {
  const place = knownPlace();
  const goes = isWelcome(place);
  const settle = () => {
    if (isReading) return;
    if (goes) goTo(place);
    lastPlace = placeNow();
  };
  const begin = () => {
    isReading = true;
  };
  settle();
  // Pictures that come late move the text, until somebody scrolls by hand.
  addEventListener("load", () => {
    settle();
    setTimeout(() => {
      settle();
      begin();
    }, 300);
  });
  for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"]) addEventListener(kind, begin, { passive: true, once: true });
  addEventListener("scroll", () => {
    clearTimeout(placeTimer);
    placeTimer = setTimeout(() => {
      keepPlace();
      sendPlaces();
    }, PAUSE);
  }, { passive: true });
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".steps a")) return;
    try {
      sessionStorage.setItem(JUMPED, "1");
    } catch {
      // As above.
    }
  });
  onLeaving(() => {
    keepPlace();
    sendPlaces();
  });
  addEventListener("online", sendPlaces);
  sendPlaces();
}
