// What the parts of this script share: the lesson, a shelf on this device for what could not be sent, and the way to the server.
const article = document.querySelector("article[data-lesson]");
const token = document.querySelector("meta[name=csrf-token]")?.content;

// One shelf for each seat: on a shared phone nobody sends what somebody else did. On a borrowed device it ends with the window.
function shelf(name, empty) {
  const key = `gonin.${name}.${article?.dataset.shelf}`;
  const storage = () => (article?.dataset.borrowed === undefined ? localStorage : sessionStorage);
  return {
    key,
    read() {
      try {
        return JSON.parse(storage().getItem(key)) || empty;
      } catch {
        return empty;
      }
    },
    keep(value) {
      try {
        if (Object.keys(value).length) storage().setItem(key, JSON.stringify(value));
        else storage().removeItem(key);
      } catch {
        // No room or no permission on this device: reading goes on, and only what the server has is remembered.
      }
    },
  };
}

// The answer, or nothing when the server could not take it now. What is sent while the page is left still arrives (keepalive).
async function post(address, body) {
  try {
    const answer = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token, Accept: "application/json" },
      body: JSON.stringify(body),
      keepalive: true,
    });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

// Calls when the page is about to be left: hidden, closed, or sent away by a button of it.
function onLeaving(act) {
  addEventListener("pagehide", act);
  document.addEventListener("submit", act);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) act();
  });
}
