// Explains a word where it stands: a press on it opens its explanation below the paragraph. Without a script the link leads to the end of the step.
function explained(word) {
  const entry = word.matches("abbr") ? null : document.getElementById(decodeURIComponent(word.hash.slice(1)));
  const box = document.createElement("div");
  box.className = "note term-here";
  box.setAttribute("role", "note");
  box.tabIndex = -1;
  const name = document.createElement("strong");
  name.textContent = entry ? entry.textContent : word.textContent;
  box.append(name);
  if (!entry) {
    const words = document.createElement("p");
    words.textContent = word.title;
    box.append(words);
  }
  for (let next = entry?.nextElementSibling; next?.matches("dd"); next = next.nextElementSibling) {
    const words = document.createElement("p");
    words.append(...next.cloneNode(true).childNodes);
    for (const back of words.querySelectorAll("a[href^='#wref-']")) back.remove();
    box.append(words);
  }
  return box.textContent.trim() === name.textContent.trim() ? null : box;
}

article?.addEventListener("click", (press) => {
  const word = press.target.closest("a.term, abbr[title]");
  if (!word) return;
  const open = article.querySelector(".term-here");
  const wasOpen = open?.word === word;
  open?.remove();
  const box = wasOpen ? null : explained(word);
  if (!box && !wasOpen) return;
  press.preventDefault();
  if (!box) return;
  box.word = word;
  (word.closest(".scroll, dl, p, li, blockquote, figure, h3, h4") ?? word).after(box);
  if (box.parentElement.matches("ul, ol")) box.previousElementSibling.append(box);
  box.focus({ preventScroll: true });
});

article?.addEventListener("keydown", (key) => {
  const open = article.querySelector(".term-here");
  if (key.key !== "Escape" || !open) return;
  open.word.focus();
  open.remove();
});
