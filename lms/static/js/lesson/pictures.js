// A reader who saves data asks for each picture. It comes to its place, and the focus stays there.
for (const link of article?.querySelectorAll("a[data-picture]") ?? []) {
  link.addEventListener("click", (press) => {
    press.preventDefault();
    const picture = link.nextElementSibling.content.firstElementChild.cloneNode(true);
    picture.loading = "eager";
    picture.tabIndex = -1;
    link.replaceWith(picture);
    picture.focus();
  });
}
