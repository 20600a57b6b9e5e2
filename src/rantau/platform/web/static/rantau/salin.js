// Buttons that copy a text; without this script the text is marked and copied by hand.
"use strict";
for (const button of document.querySelectorAll("[data-salin]")) {
  const words = button.querySelector("[data-salin-kata]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.salin);
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy");
    }
    words.textContent = words.dataset.salinKata;
  });
}
