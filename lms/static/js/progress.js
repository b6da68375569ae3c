// Asks every two seconds how far checking is, and opens the page anew when it is done. An unchanged answer has no body.
const box = document.querySelector("[data-progress]");
const shown = box?.querySelector("[data-shown]");
const PAUSE = 2000;
let etag = "";

async function look() {
  if (document.hidden || !box) return;
  try {
    const answer = await fetch(box.dataset.progress, { headers: etag ? { "If-None-Match": etag } : {}, cache: "no-store" });
    if (answer.status !== 200 || answer.redirected) return;
    etag = answer.headers.get("ETag") || "";
    shown.innerHTML = await answer.text();
    if (shown.querySelector("[data-done]")) location.reload();
  } catch {
    // The line is down. The next round tries again.
  }
}

setInterval(look, PAUSE);
document.addEventListener("visibilitychange", look);
