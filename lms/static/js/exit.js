// Hides the page at once: by the button, or by pressing Esc twice. Without this script the button is a link to the same empty page.
const button = document.querySelector("a[data-exit]");
const TWICE = 700; // Milliseconds between two presses that belong together.
let last = -TWICE;

function leave(event) {
  event.preventDefault();
  // The page goes from sight before the next one has come, also on a slow line.
  document.documentElement.hidden = true;
  document.title = "";
  // In place of this page, so that "back" does not show it again.
  location.replace(button.href);
}

button?.addEventListener("click", leave);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !button) return;
  if (event.timeStamp - last < TWICE) leave(event);
  last = event.timeStamp;
});
// A browser may keep the hidden page for "back": shown again, it says nothing.
window.addEventListener("pageshow", (event) => {
  if (event.persisted && document.documentElement.hidden) location.replace(button.href);
});
