// Things to put in order: buttons up and down beside the lists of places, which stay what is sent. Without this script they are all there is.
for (const list of document.querySelectorAll("[data-order]")) {
  const items = () => [...list.querySelectorAll("[data-item]")];
  const spoken = document.createElement("p");
  spoken.className = "sr";
  spoken.setAttribute("role", "status");
  list.after(spoken);
  let touched = false;

  const number = () => {
    items().forEach((item, place) => {
      const field = item.querySelector("select");
      const [up, down] = item.querySelectorAll("button");
      if (touched) field.value = String(place + 1);
      up.disabled = place === 0;
      down.disabled = place === items().length - 1;
    });
  };

  const move = (item, by, button) => {
    const all = items();
    const place = all.indexOf(item) + by;
    if (place < 0 || place >= all.length) return;
    touched = true;
    if (by < 0) all[place].before(item);
    else all[place].after(item);
    number();
    if (button.disabled) item.querySelector("button:not([disabled])")?.focus();
    else button.focus();
    // What is typed elsewhere is kept by those who listen for it; so is this.
    list.dispatchEvent(new Event("input", { bubbles: true }));
    spoken.textContent = list.dataset.now.replace("#", String(place + 1));
  };

  const sort = () => {
    const chosen = items().map((each) => each.querySelector("select").value);
    if (chosen.includes("") || new Set(chosen).size < chosen.length) return;
    touched = true;
    list.append(...items().sort((one, other) => one.querySelector("select").value - other.querySelector("select").value));
    number();
  };

  const made = (item, words, sign, by) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-quiet mover";
    button.textContent = sign;
    button.setAttribute("aria-label", `${words}: ${item.querySelector(".grow").textContent.trim()}`);
    button.addEventListener("click", () => move(item, by, button));
    return button;
  };

  for (const item of items()) {
    const buttons = document.createElement("span");
    buttons.className = "movers";
    buttons.append(made(item, list.dataset.up, "↑", -1), made(item, list.dataset.down, "↓", 1));
    item.append(buttons);
    // Who chose places by the lists sees them in that order.
    item.querySelector("select").addEventListener("change", sort);
  }
  sort();
  number();
}
