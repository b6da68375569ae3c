// Keeps a note that is typed and not yet saved on this device, since an answer or a change of language leaves the page.
const unsaved = shelf("notes", {});

function keepNote(field) {
  const { course, lesson } = article.dataset;
  const { [`${course}/${lesson}/${field.name}`]: _, ...others } = unsaved.read();
  const was = field.defaultValue;
  const typed = field.value === was ? {} : { [`${course}/${lesson}/${field.name}`]: { was, text: field.value } };
  unsaved.keep({ ...others, ...typed });
}

if (article) {
  const { course, lesson } = article.dataset;
  const kept = unsaved.read();
  for (const field of article.querySelectorAll("textarea[form=my-margin]")) {
    const note = kept[`${course}/${lesson}/${field.name}`];
    if (note && note.text !== field.value) {
      // Where the note was changed on another device meanwhile, both stand there, to be put together.
      field.value = note.was === field.value ? note.text : `${field.value}\n\n${note.text}`;
      field.closest("details").open = true;
    }
    field.addEventListener("input", () => keepNote(field));
  }
  document.addEventListener("submit", (event) => {
    if (event.target.id !== "my-margin") return;
    const left = Object.entries(unsaved.read()).filter(([name]) => !name.startsWith(`${course}/${lesson}/`));
    unsaved.keep(Object.fromEntries(left));
  });
}
