// The picture as two tables, for those who do not see it or would rather read. Built when first opened.

function tableOf(title, columns, items, row) {
  const body = element("tbody", {});
  const head = element("thead", {}, element("tr", {}, ...columns.map((name) => element("th", { scope: "col" }, name))));
  const [, more] = growing(body, items, row, "rows");
  return [element("table", {}, element("caption", {}, title), head, body), more];
}

function rowOf(cells) {
  return element("tr", {}, ...cells.map((cell) => element("td", { dir: "auto" }, cell)));
}

function buildTable(data, shows) {
  const nodes = data.nodes.map((_, number) => number).filter((number) => shows.node(number));
  const edges = data.edges.map((_, number) => number).filter((number) => shows.edge(number));
  const byName = (a, b) => data.nodes[a].name.localeCompare(data.nodes[b].name, "en") || a - b;
  const nodeRow = (number) => {
    const node = data.nodes[number];
    return rowOf([opener(`node ${number}`, node.name), node.label, String(node.degree), node.id]);
  };
  const edgeRow = (number) => {
    const edge = data.edges[number];
    const ends = [edge.start, edge.end].map((end) => data.nodes[end].name);
    const words = opener(`edge ${number}`, edgeWords(data, edge));
    return rowOf([ends[0], words, ends[1], edge.certainty ?? "", String(edge.supporters)]);
  };
  return [
    ...tableOf(`Nodes shown: ${nodes.length}`, ["Name", "Kind", "Edges", "Id"], nodes.sort(byName), nodeRow),
    ...tableOf(
      `Edges shown: ${edges.length}`,
      ["From", "Says", "To", "Certainty", "Claims"],
      edges.sort((a, b) => byName(data.edges[a].start, data.edges[b].start) || a - b),
      edgeRow,
    ),
  ];
}
