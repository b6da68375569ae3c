// Reads a step aloud with the voices of this device, paragraph by paragraph. Loaded when somebody asks for it, not before.
// Where the reading stopped, and how fast it was, stays on this device.
const FASTER = [0.6, 0.8, 1, 1.2, 1.4];
const BLOCKS = "p, li, h2, h3, h4, tr, pre, figcaption, dt, dd, summary, label, blockquote";

function remembered(name, otherwise) {
  try {
    return localStorage.getItem(`gonin.listen.${name}`) ?? otherwise;
  } catch {
    return otherwise;
  }
}

function remember(name, value) {
  try {
    localStorage.setItem(`gonin.listen.${name}`, value);
  } catch {
    // No room on this device: it is read from the beginning next time.
  }
}

// Some browsers tell their voices late. After a second there are none.
async function voices() {
  const now = speechSynthesis.getVoices();
  if (now.length) return now;
  return new Promise((done) => {
    const tell = () => done(speechSynthesis.getVoices());
    speechSynthesis.addEventListener("voiceschanged", tell, { once: true });
    setTimeout(tell, 1000);
  });
}

async function voicesFor(language) {
  const base = language.split("-")[0];
  const fitting = (await voices()).filter((voice) => voice.lang.replace("_", "-").split("-")[0] === base);
  return fitting.sort((a, b) => Number(b.localService) - Number(a.localService));
}

// The text without furigana and blanks, to find the paragraph that is being read on the page.
function bare(node) {
  const copy = node.cloneNode(true);
  for (const reading of copy.querySelectorAll("rt, rp")) reading.remove();
  return copy.textContent.replace(/\s+/g, "");
}

function places(step, paragraphs) {
  const blocks = [...step.querySelectorAll(BLOCKS)].filter((block) => !block.closest(".no-print, .margin"));
  const texts = blocks.map(bare);
  let from = 0;
  return paragraphs.map((paragraph) => {
    const start = paragraph.replace(/\s+/g, "").slice(0, 12);
    const found = texts.findIndex((text, number) => number >= from && start && text.includes(start));
    if (found >= 0) from = found;
    return found >= 0 ? blocks[found] : null;
  });
}

class Player {
  constructor(bar, article) {
    this.bar = bar;
    this.article = article;
    this.rate = Number(remembered("rate", "1")) || 1;
    this.playing = false;
    for (const button of bar.querySelectorAll("[data-do]")) {
      button.addEventListener("click", () => this[button.dataset.do]());
    }
    document.addEventListener("visibilitychange", () => this.stayAwake());
    addEventListener("pagehide", () => speechSynthesis.cancel());
    this.showRate();
  }

  say(which) {
    for (const words of this.bar.querySelectorAll("[data-say]")) words.hidden = words.dataset.say !== which;
    this.bar.querySelector("[data-do=anyway]").hidden = which !== "remote";
    for (const button of this.bar.querySelectorAll(".listen-keys button")) button.disabled = which === "none" || which === "offline";
  }

  async open() {
    this.bar.hidden = false;
    this.step = this.article.querySelector("details.step[open]") || this.article.querySelector("details.step");
    this.step.open = true;
    this.key = `${this.article.dataset.course}/${this.article.dataset.lesson}/${this.step.dataset.step}`;
    const language = this.article.lang.split("-x-")[0];
    const [voice] = await voicesFor(language);
    this.voice = voice;
    if (!voice) return this.say("none");
    try {
      const address = new URL(this.bar.dataset.text, location.href);
      address.searchParams.set("step", this.step.dataset.step);
      address.searchParams.set("language", this.article.lang);
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      if (!answer.ok) return this.say("offline");
      this.paragraphs = (await answer.json()).paragraphs;
    } catch {
      return this.say("offline");
    }
    this.places = places(this.step, this.paragraphs);
    this.number = Math.min(Number(remembered(this.key, "0")) || 0, this.paragraphs.length - 1);
    this.bar.querySelector("[data-do=toggle]").focus();
    // A voice from the internet sends the text away, so it is asked for.
    if (!voice.localService) return this.say("remote");
    this.say("");
    this.play();
  }

  anyway() {
    this.say("");
    this.play();
  }

  toggle() {
    this.playing ? this.pause() : this.play();
  }

  play() {
    if (!this.paragraphs?.length) return;
    if (this.number >= this.paragraphs.length) this.number = 0;
    this.playing = true;
    this.say("");
    this.speak();
    this.stayAwake();
  }

  pause() {
    this.playing = false;
    speechSynthesis.cancel();
    this.show();
    this.stayAwake();
  }

  speak() {
    speechSynthesis.cancel();
    const spoken = new SpeechSynthesisUtterance(this.paragraphs[this.number]);
    spoken.lang = this.voice.lang;
    spoken.voice = this.voice;
    spoken.rate = this.rate;
    const number = this.number;
    // What was cancelled also ends: only the paragraph that is still wanted leads to the next.
    spoken.onend = () => this.playing && this.number === number && this.current === spoken && this.after();
    this.current = spoken;
    speechSynthesis.speak(spoken);
    remember(this.key, String(this.number));
    this.show();
  }

  after() {
    if (this.number + 1 < this.paragraphs.length) {
      this.number += 1;
      this.speak();
      return;
    }
    this.number = 0;
    remember(this.key, "0");
    this.pause();
    this.say("end");
  }

  next() {
    this.go(1);
  }

  back() {
    this.go(-1);
  }

  go(by) {
    if (!this.paragraphs?.length) return;
    this.number = Math.max(0, Math.min(this.number + by, this.paragraphs.length - 1));
    remember(this.key, String(this.number));
    this.playing ? this.speak() : this.show();
  }

  slower() {
    this.pace(-1);
  }

  faster() {
    this.pace(1);
  }

  pace(by) {
    const at = FASTER.indexOf(this.rate);
    this.rate = FASTER[Math.max(0, Math.min((at < 0 ? 2 : at) + by, FASTER.length - 1))];
    remember("rate", String(this.rate));
    this.showRate();
    if (this.playing) this.speak();
  }

  showRate() {
    this.bar.querySelector("[data-rate]").textContent = `×${this.rate}`;
  }

  close() {
    this.pause();
    this.mark(null);
    this.bar.hidden = true;
    document.querySelector("[data-listen]").focus();
  }

  show() {
    const button = this.bar.querySelector("[data-do=toggle]");
    button.setAttribute("aria-pressed", String(this.playing));
    this.mark(this.places[this.number] || this.marked);
  }

  mark(block) {
    if (this.marked !== block) this.marked?.classList.remove("is-heard");
    this.marked = block;
    if (!block) return;
    block.classList.add("is-heard");
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    block.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  }

  // The screen stays on while something is read, and only then.
  async stayAwake() {
    if (this.playing && document.visibilityState === "visible") {
      try {
        this.lock = this.lock && !this.lock.released ? this.lock : await navigator.wakeLock?.request("screen");
      } catch {
        // The battery is low or the browser does not know it: the screen goes dark as usual.
      }
      if (this.playing) return;
    }
    this.lock?.release();
    this.lock = null;
  }
}

let player;

export function listen(bar, article) {
  player ??= new Player(bar, article);
  return player.open();
}
