// A button that shows and hides a password. Without this script the field works as ever.
for (const field of document.querySelectorAll("input[data-show]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-quiet";
  button.setAttribute("aria-controls", field.id);
  const say = () => {
    button.textContent = field.type === "password" ? field.dataset.show : field.dataset.hide;
  };
  button.addEventListener("click", () => {
    field.type = field.type === "password" ? "text" : "password";
    say();
  });
  // A shown password must not be remembered by the browser as ordinary text.
  field.form?.addEventListener("submit", () => {
    field.type = "password";
    say();
  });
  field.after(button);
  say();
}
