// A button that copies an address. Without this script the address is marked by a touch and copied by hand.
for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      button.querySelector("[role=status]").textContent = button.dataset.done;
    } catch {
      // Not every app lets a page copy: the address is marked instead.
      field.focus();
      field.select();
    }
  });
}
