// Refreshes the board every 20 seconds while the page is visible. An unchanged board answers with 304 and no body.
const board = document.getElementById("board");
const PAUSE = 20000;
let etag = "";

async function refresh() {
  if (document.hidden || !board) return;
  try {
    const answer = await fetch(board.dataset.refresh, { headers: etag ? { "If-None-Match": etag } : {}, cache: "no-store" });
    if (answer.status !== 200 || answer.redirected) return;
    etag = answer.headers.get("ETag") || "";
    const text = await answer.text();
    // Replacing the board under somebody's keyboard focus would lose their place.
    if (!board.contains(document.activeElement) && board.dataset.shown !== text) {
      board.innerHTML = text;
      board.dataset.shown = text;
    }
  } catch {
    // The line is down. The next round tries again; what is shown stays.
  }
}

setInterval(refresh, PAUSE);
document.addEventListener("visibilitychange", refresh);
