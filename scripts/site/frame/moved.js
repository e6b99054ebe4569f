// A refresh of the page alone would lose the anchor.
location.replace(document.querySelector("link[rel=canonical]").href + location.hash);
