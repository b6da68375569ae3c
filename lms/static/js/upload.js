// Says that a file is too large before it is sent, so that nothing typed is lost.
const form = document.querySelector("form[data-largest]");
const file = form?.querySelector('input[type="file"]');
const words = form?.querySelector("[data-too-large]");

function isTooLarge() {
  const size = file.files[0]?.size || 0;
  words.hidden = size <= Number(form.dataset.largest);
  return !words.hidden;
}

file?.addEventListener("change", isTooLarge);
form?.addEventListener("submit", (event) => {
  if (!isTooLarge()) return;
  event.preventDefault();
  file.focus();
});
