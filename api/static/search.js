// Search by name, id and the other names among the properties; accents and case make no difference.

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function searchTexts(data) {
  const flat = (value) => (Array.isArray(value) ? value : [value]).filter((item) => typeof item === "string");
  return data.nodes.map((node) => plain([node.name, node.id, ...Object.values(node.properties).flatMap(flat)].join("\n")));
}

function startSearch(data, shows, choose) {
  const query = document.getElementById("query");
  const found = document.getElementById("found");
  const texts = searchTexts(data);
  let last = { words: "", at: -1 };
  const matches = (words) => {
    const hits = texts.flatMap((text, number) => (shows.node(number) && text.includes(words) ? [number] : []));
    const named = (number) => (plain(data.nodes[number].name).includes(words) ? 0 : 1);
    return hits.sort((a, b) => named(a) - named(b) || data.nodes[b].degree - data.nodes[a].degree || a - b);
  };
  query.addEventListener("input", () => {
    const words = plain(query.value.trim());
    last = { words, at: -1 };
    const count = words ? matches(words).length : 0;
    found.textContent = !words ? "Press / to search" : count ? `${count} found; Enter shows the first` : "Nothing found";
  });
  document.getElementById("search").addEventListener("submit", (event) => {
    event.preventDefault();
    const hits = last.words ? matches(last.words) : [];
    if (!hits.length) return;
    last.at = (last.at + 1) % hits.length;
    found.textContent = `${last.at + 1} of ${hits.length}: ${data.nodes[hits[last.at]].name}`;
    choose(hits[last.at]);
  });
  return () => {
    query.value = "";
    last = { words: "", at: -1 };
    found.textContent = "Press / to search";
  };
}
