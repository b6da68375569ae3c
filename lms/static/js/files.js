// Sends the files of a task in parts. A line that breaks costs one part: it goes on by itself, and after a reload with the same file chosen again.
const box = document.querySelector("[data-files]");
const input = box?.querySelector("input[type=file]");
const list = box?.querySelector("[data-coming]");
const csrf = document.querySelector("meta[name=csrf-token]")?.content;
const PAUSES = [1000, 2000, 4000, 8000, 15000]; // Milliseconds before the next try; the last one again and again.

const wait = (time) => new Promise((go) => {
  const timer = setTimeout(go, time);
  addEventListener("online", () => { clearTimeout(timer); go(); }, { once: true });
});

// One request until it is answered: what the line or a busy house swallows is asked again.
async function ask(address, { headers, ...options }, said) {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const answer = await fetch(address, { method: "POST", ...options, headers: { "X-CSRFToken": csrf, Accept: "application/json", ...headers } });
      if (answer.redirected) {
        location.reload();
        return new Promise(() => {});
      }
      if (answer.status < 500 && answer.status !== 429) return { status: answer.status, told: await answer.json().catch(() => ({})) };
    } catch {
      said.textContent = box.querySelector("[data-words-waiting]").textContent;
    }
    await wait(PAUSES[Math.min(attempt, PAUSES.length - 1)]);
  }
}

function lineFor(file) {
  const line = box.querySelector("[data-line]").content.cloneNode(true).firstElementChild;
  line.querySelector("bdi").textContent = file.name;
  list.append(line);
  const said = line.querySelector("[data-said]");
  return { bar: line.querySelector("progress"), said, words: said.textContent };
}

async function send(file) {
  const { bar, said, words } = lineFor(file);
  const refuse = ({ told, status }) => {
    said.textContent = told.problem || status;
    bar.remove();
    return false;
  };
  const name = JSON.stringify({ name: file.name, size: file.size });
  const begun = await ask(box.dataset.files, { body: name, headers: { "Content-Type": "application/json" } }, said);
  if (begun.status !== 200) return refuse(begun);
  let { received } = begun.told;
  for (;;) {
    bar.value = received / file.size;
    const body = file.slice(received, received + begun.told.part);
    const address = `${box.dataset.files}/${begun.told.file}/part?at=${received}`;
    const answer = await ask(address, { body, headers: { "Content-Type": "application/octet-stream" } }, said);
    if (answer.status !== 200 && answer.status !== 409) return refuse(answer);
    // All of it is there, and somebody looks at it already: another tab, or this one before the line broke.
    if (answer.told.received === received) await wait(PAUSES[0]);
    received = answer.told.received;
    said.textContent = words;
    if (answer.told.ready) {
      bar.value = 1;
      said.textContent = box.querySelector("[data-words-there]").textContent;
      return true;
    }
  }
}

input?.addEventListener("change", async () => {
  input.disabled = true;
  let all = true;
  for (const file of [...input.files].slice(0, Number(box.dataset.most))) all = (await send(file)) && all;
  input.disabled = false;
  input.value = "";
  if (all) location.reload();
});
