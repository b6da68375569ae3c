// The button that prints; without this script the browser's own menu does. Every step is open on paper (css/print.css).
const printing = document.querySelector("[data-print]");
if (printing) {
  printing.hidden = false;
  printing.addEventListener("click", () => print());
}
