// What a page can do beyond being read. Nothing here is needed to read it.
const root = new URL(document.body.dataset.root || ".", location.href);

const themeSwitch = document.querySelector("[data-theme-switch]");
themeSwitch.hidden = false;
themeSwitch.addEventListener("click", () => {
  const html = document.documentElement;
  const dark = html.dataset.theme
    ? html.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  html.dataset.theme = dark ? "light" : "dark";
  localStorage.setItem("theme", html.dataset.theme);
});

// Scrolled by hand: scrolling an element into view would also move where the Tab key begins.
const menu = document.querySelector(".menu");
const here = menu.querySelector("[aria-current=page]");
if (here !== null) menu.scrollTop = here.offsetTop - menu.clientHeight / 2;

for (const figure of document.querySelectorAll(".code")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(figure.querySelector("code").textContent);
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy"), 2000);
  });
  figure.append(button);
}

// Who reads curl once reads it everywhere.
const language = localStorage.getItem("language");
for (const input of document.querySelectorAll(".tabs > input")) {
  if (input.value === language) input.checked = true;
  input.addEventListener("change", () => localStorage.setItem("language", input.value));
}

const finder = document.querySelector(".finder");
const field = finder.querySelector("input");
const results = finder.querySelector(".results");
const count = finder.querySelector(".count");
const opener = document.querySelector("[data-search]");

let engine;
/** The index is loaded when somebody searches, once, however fast they type meanwhile. */
function loadEngine() {
  engine ??= (async () => {
    const loaded = await import(new URL("pagefind/pagefind.js", root).href);
    await loaded.options({ baseUrl: root.pathname });
    await loaded.init();
    return loaded;
  })();
  return engine;
}

function show() {
  void loadEngine();
  finder.showModal();
  field.select();
}

opener.hidden = false;
opener.addEventListener("click", show);
document.addEventListener("keydown", (event) => {
  const typing = /^(?:INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "");
  if (event.key === "/" && !typing && !finder.open && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    show();
  }
});

field.addEventListener("input", async () => {
  const text = field.value.trim();
  if (text === "") {
    results.replaceChildren();
    count.textContent = "";
    return;
  }
  // A later letter has begun a search of its own.
  const isStale = () => field.value.trim() !== text;
  const loaded = await loadEngine();
  if (isStale()) return;
  const found = await loaded.debouncedSearch(text, {}, 120);
  if (found === null || isStale()) return;
  const pages = await Promise.all(found.results.slice(0, 20).map((result) => result.data()));
  if (isStale()) return;
  count.textContent =
    found.results.length === 1 ? "1 page" : `${String(found.results.length)} pages`;
  results.replaceChildren(...pages.map(resultOf));
});

function resultOf(page) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = page.url;
  link.append(page.meta.title ?? page.url);
  const excerpt = document.createElement("p");
  // The index escapes what it quotes; its marks are the only tags.
  excerpt.innerHTML = page.excerpt;
  item.append(link, excerpt);
  return item;
}

finder.addEventListener("keydown", (event) => {
  // A field for searching takes the first Escape to empty itself.
  if (event.key === "Escape") finder.close();
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const links = [...results.querySelectorAll("a")];
  if (event.key === "Enter" && document.activeElement === field) {
    event.preventDefault();
    links[0]?.click();
  }
  if (step === undefined || links.length === 0) return;
  event.preventDefault();
  const next = links.indexOf(document.activeElement) + step;
  (next < 0 ? field : links[Math.min(next, links.length - 1)]).focus();
});
