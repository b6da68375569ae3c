// Reading aloud is offered where the browser can; its script comes when somebody presses.
function offerToListen() {
  const button = document.querySelector("[data-listen]");
  const bar = document.getElementById("listen");
  if (!button || !bar || !("speechSynthesis" in window)) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const { listen } = await import(bar.dataset.script);
    listen(bar, article);
  });
}

if (article) offerToListen();
