// Offers the time zone that this device is set to. It is only offered: pressing the button chooses it in the list.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
for (const button of document.querySelectorAll("[data-zone-for]")) {
  const list = document.getElementById(button.dataset.zoneFor);
  // Browsers call some zones by an older name than ours: the same one is found by asking the browser what it calls each.
  const named = (option) => {
    try {
      return new Intl.DateTimeFormat("en", { timeZone: option.value }).resolvedOptions().timeZone;
    } catch {
      return "";
    }
  };
  const options = [...list.options];
  const found = options.find((option) => option.value === zone) || options.find((option) => named(option) === zone);
  const say = () => {
    button.hidden = !found || list.value === found.value;
  };
  if (found) button.querySelector("bdi").textContent = found.text;
  button.addEventListener("click", () => {
    list.value = found.value;
    say();
    list.focus();
  });
  list.addEventListener("change", say);
  say();
}
