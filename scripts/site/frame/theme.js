// Before the page is painted: the theme the reader chose here, else that of the system.
const chosen = localStorage.getItem("theme");
if (chosen !== null) document.documentElement.dataset.theme = chosen;
