// Starts the page: the picture, what can be selected, filters and keys. `vis` is vis-network.

const data = JSON.parse(document.getElementById("data").textContent);
const hidden = { labels: new Set(), classes: new Set() };
const NOTHING = { kind: "none", number: -1 };
let selected = NOTHING;
let hovered = NOTHING;

const shows = {
  node: (number) => !hidden.labels.has(data.nodes[number].label),
  edge: (number) => {
    const edge = data.edges[number];
    return !hidden.classes.has(edge.class) && shows.node(edge.start) && shows.node(edge.end);
  },
};

// Captions are ours (captions.js); tooltips are plain text, which vis-network keeps as text.
const drawnNodes = new vis.DataSet(
  data.network.nodes.map((node, number) => ({
    ...node,
    label: undefined,
    title: `${data.nodes[number].label}: ${data.nodes[number].name}`,
  })),
);
const drawnEdges = new vis.DataSet(
  data.network.edges.map((edge, number) => ({ ...edge, title: edgeSentence(data, data.edges[number]) })),
);
const nodeView = new vis.DataView(drawnNodes, { filter: (node) => shows.node(node.id) });
const edgeView = new vis.DataView(drawnEdges, { filter: (edge) => shows.edge(edge.id) });
const picture = document.getElementById("picture");
const network = new vis.Network(picture, { nodes: nodeView, edges: edgeView }, data.network.options);
const points = data.network.nodes.map(({ x, y }) => ({ x, y }));
const incident = data.nodes.map(() => []);
data.edges.forEach(({ start, end }, number) => new Set([start, end]).forEach((node) => incident[node].push(number)));
const captions = new Captions(network, data, points);

function wholeScale() {
  const room = [picture.clientWidth / 2 - 70, picture.clientHeight / 2 - 45]; // captions reach beyond the points
  return Math.min(room[0] / data.extent.x, room[1] / data.extent.y, 1.2);
}

function fit() {
  network.moveTo({ position: { x: 0, y: 0 }, scale: wholeScale() });
}

// The pointer leaves no tooltip and no highlight behind when it, or the picture under it, goes away.
function forgetPointer() {
  const nowhere = { clientX: -10000, clientY: -10000 };
  picture.querySelector("canvas").dispatchEvent(new MouseEvent("mousemove", nowhere));
}

function focusOf({ kind, number }) {
  if (kind === "none") return { centre: undefined, nodes: new Set(), edges: new Set() };
  const edges = kind === "edge" ? [number] : incident[number].filter(shows.edge);
  const ends = edges.flatMap((one) => [data.edges[one].start, data.edges[one].end]);
  const centre = kind === "node" ? number : undefined;
  return { centre, nodes: new Set(kind === "node" ? [number, ...ends] : ends), edges: new Set(edges) };
}

// The panel also leads to what a filter hides: that is read, but there is nothing to mark in the picture.
function isDrawn(kind, choice) {
  return choice.kind === kind && shows[kind](choice.number);
}

function select(choice, { move = false } = {}) {
  selected = choice;
  network.unselectAll();
  if (isDrawn("node", choice)) network.selectNodes([choice.number]);
  if (isDrawn("edge", choice)) network.selectEdges([choice.number]);
  if (move) {
    forgetPointer();
    const { start, end } = choice.kind === "edge" ? data.edges[choice.number] : { start: choice.number, end: choice.number };
    const position = { x: (points[start].x + points[end].x) / 2, y: (points[start].y + points[end].y) / 2 };
    network.moveTo({ position, scale: Math.max(network.getScale(), Math.min(0.9, 3 * wholeScale())) });
  }
  showPanel(data, selected);
  document.body.dataset.selected = choice.kind === "none" ? "" : data[`${choice.kind}s`][choice.number].id;
  network.redraw();
}

network.on("afterDrawing", (canvas) => {
  // Only a selected node can have been dragged since.
  if (isDrawn("node", selected)) points[selected.number] = network.getPosition(selected.number);
  captions.draw(canvas, shows, focusOf(hovered.kind === "none" ? selected : hovered));
  const view = network.getViewPosition();
  Object.assign(document.body.dataset, { scale: network.getScale(), viewX: view.x, viewY: view.y, ready: "true" });
});
network.on("click", ({ nodes, edges, pointer }) => {
  const named = nodes.length ? nodes[0] : captions.at(pointer.DOM);
  if (named !== undefined) select({ kind: "node", number: named });
  else if (edges.length) select({ kind: "edge", number: edges[0] });
  else select(NOTHING);
});
network.on("dragStart", ({ nodes }) => {
  if (nodes.length) select({ kind: "node", number: nodes[0] });
});

function hover(choice) {
  hovered = choice;
  network.redraw();
}
network.on("hoverNode", ({ node }) => hover({ kind: "node", number: node }));
network.on("hoverEdge", ({ edge }) => hover({ kind: "edge", number: edge }));
network.on("blurNode", () => hover(NOTHING));
network.on("blurEdge", () => hover(NOTHING));
function keepShape() {
  if (window.matchMedia("print").matches) return;
  picture.parentElement.style.setProperty("--shape", `${picture.clientWidth} / ${picture.clientHeight}`);
}
network.on("resize", keepShape);
keepShape();

picture.addEventListener("mouseleave", forgetPointer);

const zooms = { in: 1.4, out: 1 / 1.4 };
for (const button of document.querySelectorAll("[data-zoom]")) {
  const factor = zooms[button.dataset.zoom];
  button.addEventListener("click", () => (factor ? network.moveTo({ scale: network.getScale() * factor }) : fit()));
}

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
picture.addEventListener("keydown", (event) => {
  const step = STEPS[event.key];
  if (!step) return;
  event.preventDefault();
  const [view, pixels] = [network.getViewPosition(), 60 / network.getScale()];
  network.moveTo({ position: { x: view.x + step[0] * pixels, y: view.y + step[1] * pixels } });
});

const table = document.getElementById("table");
function refreshTable() {
  table.replaceChildren(table.firstElementChild, ...(table.open ? buildTable(data, shows) : []));
}
table.addEventListener("toggle", refreshTable);

document.getElementById("legend").addEventListener("change", ({ target }) => {
  const [set, key] = target.dataset.label ? [hidden.labels, target.dataset.label] : [hidden.classes, target.dataset.class];
  if (target.checked) set.delete(key);
  else set.add(key);
  if (selected.kind !== "none" && !shows[selected.kind](selected.number)) select(NOTHING);
  nodeView.refresh();
  edgeView.refresh();
  const nodes = data.nodes.filter((_, number) => !shows.node(number)).length;
  const edges = data.edges.filter((_, number) => !shows.edge(number)).length;
  document.getElementById("filtered").textContent = nodes + edges ? `; filters hide ${nodes} nodes and ${edges} edges` : "";
  Object.assign(document.body.dataset, { hiddenNodes: nodes, hiddenEdges: edges });
  refreshTable();
  network.redraw();
});

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-open]");
  if (!button) return;
  const [kind, number] = button.dataset.open.split(" ");
  select({ kind, number: Number(number) }, { move: true });
  document.getElementById("panel").focus();
});

const clearSearch = startSearch(data, shows, (number) => select({ kind: "node", number }, { move: true }));
document.addEventListener("keydown", (event) => {
  const query = document.getElementById("query");
  if (event.key === "/" && event.target !== query) {
    event.preventDefault();
    query.focus();
  } else if (event.key === "Escape") {
    clearSearch();
    select(NOTHING);
  }
});

picture.firstElementChild.setAttribute("role", "application");
picture.firstElementChild.setAttribute("aria-label", "Picture of the graph; the table below says the same in words");
showPanel(data, selected);
fit();
