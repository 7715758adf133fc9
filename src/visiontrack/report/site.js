
"use strict";
const main = document.getElementById("main");
const label = document.createElement("label");
label.className = "search";
label.append("LABEL ");
const input = document.createElement("input");
input.type = "search";
label.append(input);
main.querySelector("h1").after(label);
const plain = (text) => text.normalize("NFKC").toLowerCase();
const rows = [...main.querySelectorAll("tbody tr")].map((row) => [row, plain(row.textContent)]);
input.addEventListener("input", () => {
  const sought = plain(input.value).split(/\s+/);
  for (const [row, text] of rows) row.hidden = !sought.every((word) => text.includes(word));
});
