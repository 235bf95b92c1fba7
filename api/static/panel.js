// What is selected, in words. Every text of a report becomes a text node: nothing here reads markup.

const CHUNK = 40; // rows built at once; a place may have hundreds of edges

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

function counted(count, one, many) {
  return `${count} ${count === 1 ? one : many}`;
}

// A list that shows its first rows and, on demand, the next ones.
function growing(parent, items, row, more) {
  let shown = 0;
  const button = element("button", { type: "button" });
  const grow = () => {
    const next = items.slice(shown, shown + CHUNK);
    parent.append(...next.map(row));
    shown += next.length;
    button.textContent = `Show more ${more} (${items.length - shown} left)`;
    button.hidden = shown >= items.length;
  };
  button.addEventListener("click", grow);
  grow();
  return [parent, button];
}

function opener(target, ...children) {
  return element("button", { type: "button", class: "plain", "data-open": target, dir: "auto" }, ...children);
}

function edgeWords(data, edge) {
  const relation = edge.relation ? ` (${edge.relation.toLowerCase().replaceAll("_", " ")})` : "";
  return `${data.says[edge.type]}${relation}`;
}

function edgeSentence(data, edge) {
  return `${data.nodes[edge.start].name} ${edgeWords(data, edge)} ${data.nodes[edge.end].name}`;
}

function guide() {
  return [
    element("h2", {}, "Nothing selected"),
    element("p", {}, "Click a node to read who or what it is, its connections and the claims behind them."),
    element("p", {}, "Click a line to read its claims: which report, who says it, and the exact words, marked."),
    element("p", {}, "Drag to move the picture, turn the wheel to zoom. Captions that find no room appear as you zoom in."),
    element("p", {}, "Keys: / search, Enter next match, Esc clear, arrows move the picture once it has the focus."),
  ];
}

function properties(values) {
  const list = element("dl", {});
  for (const key of Object.keys(values).sort()) {
    const value = values[key];
    const text = Array.isArray(value) ? value.join("; ") : String(value);
    list.append(element("dt", {}, key.replaceAll("_", " ")), element("dd", { dir: "auto" }, text));
  }
  return list.childElementCount ? list : null;
}

function quotation(span) {
  const letters = Array.from(span.sentence); // offsets count code points
  const quote = letters.slice(Math.max(0, span.start), span.end).join("");
  if (quote !== span.quote) {
    const words = element("mark", {}, span.quote);
    return element("blockquote", { dir: "auto" }, words, element("br", {}), span.sentence);
  }
  const before = letters.slice(0, span.start).join("");
  const after = letters.slice(span.end).join("");
  return element("blockquote", { dir: "auto" }, before, element("mark", {}, quote), after);
}

function claimCard(claim) {
  const tags = element("p", {});
  const tag = (text, kind) => tags.append(element("span", { class: `tag ${kind}` }, text));
  if (claim.denied) tag("denied", "denied");
  tag(claim.certainty, "");
  if (claim.actuality !== "asserted") tag(claim.actuality, "");
  if (claim.open) tag("unclear whether the speaker or the report says this", "");
  const speakers = claim.speakers.length ? claim.speakers.join(", citing ") : "the report itself";
  return element(
    "article",
    { class: claim.denied ? "denied" : null, "data-claim": claim.id },
    element("p", { dir: "auto" }, element("strong", {}, claim.report), ` (${claim.published ?? "no date"})`),
    element("p", { dir: "auto" }, element("span", { class: "soft" }, "Said by: "), speakers),
    tags,
    ...claim.evidence.map(quotation),
    element("p", { class: "soft" }, `${claim.predicate} · ${claim.id}`),
  );
}

function claimList(data, numbers, supporters) {
  const heading = element("h3", {}, counted(numbers.length, "claim", "claims"));
  const missing = supporters - numbers.length;
  const note = missing > 0 ? element("p", { class: "soft" }, `${counted(missing, "claim is", "claims are")} not part of this page.`) : null;
  const list = growing(element("div", {}), numbers, (number) => claimCard(data.claims[number]), "claims");
  return [heading, note, ...list];
}

function nodeWords(data, number) {
  const node = data.nodes[number];
  const edges = data.edges.filter((edge) => edge.start === number || edge.end === number);
  const claims = [...new Set(edges.flatMap((edge) => edge.claims))].sort((a, b) => a - b);
  const row = (edge) => {
    const name = (end) => (end === number ? data.nodes[end].name : element("strong", {}, data.nodes[end].name));
    const note = edge.certainty ? element("span", { class: "soft" }, ` · ${edge.certainty}`) : null;
    const words = [name(edge.start), ` ${edgeWords(data, edge)} `, name(edge.end), note];
    return element("li", {}, opener(`edge ${data.edges.indexOf(edge)}`, ...words));
  };
  return [
    element("p", { class: "kind" }, node.label),
    element("h2", { dir: "auto" }, node.name),
    element("p", { class: "soft" }, data.labels[node.label].help),
    properties({ ...node.properties, id: node.id }),
    element("h3", {}, counted(edges.length, "connection", "connections")),
    ...growing(element("ul", {}), edges, row, "connections"),
    ...(claims.length ? claimList(data, claims, claims.length) : []),
  ];
}

function edgeText(data, number) {
  const edge = data.edges[number];
  const end = (node) => opener(`node ${node}`, `${data.nodes[node].label}: `, element("strong", {}, data.nodes[node].name));
  return [
    element("p", { class: "kind" }, `Line: ${data.classes[edge.class]}`),
    element("h2", { dir: "auto" }, edgeSentence(data, edge)),
    edge.certainty ? element("p", {}, `Certainty at its clearest: ${edge.certainty}`) : null,
    end(edge.start),
    end(edge.end),
    ...(edge.supporters ? claimList(data, edge.claims, edge.supporters) : []),
    ...(edge.claims.length ? [] : [properties({ ...edge.properties, id: edge.id })]),
  ];
}

function showPanel(data, selected) {
  const panel = document.getElementById("panel");
  const content = { none: () => guide(), node: () => nodeWords(data, selected.number), edge: () => edgeText(data, selected.number) };
  panel.replaceChildren(...content[selected.kind]().filter((part) => part !== null));
  panel.scrollTop = 0;
}
