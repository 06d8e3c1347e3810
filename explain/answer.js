
(() => {
  "use strict";
  const folds = document.querySelectorAll("details");
  const all = (open) => folds.forEach((fold) => { fold.open = open; });
  const reveal = () => {
    const target = document.getElementById(location.hash.slice(1));
    for (let node = target; node; node = node.parentElement) {
      if (node instanceof HTMLDetailsElement) node.open = true;
    }
    if (target) target.scrollIntoView({ block: "nearest" });
  };
  const tools = document.querySelector(".tools");
  if (tools && folds.length) {
    tools.hidden = false;
    tools.querySelectorAll("button").forEach((button, index) => {
      button.addEventListener("click", () => all(index === 0));
    });
  }
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", () => all(true));
  reveal();
})();
