(() => {
  "use strict";
  const pages = window.coalitionPages;
  const found = document.querySelector("#found");
  if (!pages || !found) return;
  const most = 100;
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = pages.map(([title, sort, , words]) => [fold(title), fold(`${sort} ${words}`)]);
  const field = document.querySelector("#find");
  const told = document.querySelector("#told");
  const rank = ([title, more], words) => {
    let sum = 0;
    for (const word of words) {
      const at = title.indexOf(word);
      if (at === 0) sum += 8;
      else if (at > 0) sum += title[at - 1] === " " ? 4 : 2;
      else if (more.includes(word)) sum += 1;
      else return 0;
    }
    return sum;
  };
  const look = () => {
    const words = fold(field.value).split(/[\s,;]+/).filter(Boolean);
    const hits = words.length === 0 ? [] : texts
      .map((text, number) => [rank(text, words), number])
      .filter(([sum]) => sum > 0)
      .sort((one, two) => two[0] - one[0] || texts[one[1]][0].length - texts[two[1]][0].length || one[1] - two[1]);
    found.replaceChildren(...hits.slice(0, most).map(([, number]) => {
      const [title, sort, address] = pages[number];
      const item = document.createElement("li");
      const link = document.createElement("a");
      const kind = document.createElement("span");
      link.href = found.dataset.up + address.split("/").map(encodeURIComponent).join("/");
      link.textContent = title;
      kind.className = "by";
      kind.textContent = ` ${sort}`;
      item.append(link, kind);
      return item;
    }));
    const count = hits.length === 1 ? "1 page" : `${hits.length} pages`;
    const shown = hits.length > most ? `, the first ${most} shown` : "";
    told.textContent = words.length === 0 ? "" : hits.length === 0 ? "No page has all these words." : `${count}${shown}`;
  };
  field.value = new URLSearchParams(location.search).get("for") || "";
  field.addEventListener("input", look);
  field.form.addEventListener("submit", (event) => { event.preventDefault(); look(); });
  look();
  field.focus();
})();
