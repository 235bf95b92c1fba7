// Captions are written on the finished picture, at one size whatever the zoom, and only where there is room:
// the selected node and its neighbours first, then landmarks, people and events, the others by number of edges.

const FONT = '"Liberation Sans", Arial, system-ui, sans-serif';
const LINE_HEIGHT = 15;
const FEW_EDGES = 40; // up to so many, lines say what they mean without being asked
const EDGE_LINE_HEIGHT = 12;
const CELL = 64; // pixels, of the grid in which taken room is looked up

// Words over as many lines as it takes to keep them short.
function folded(words) {
  return words.split(" ").reduce((lines, word) => {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < 17) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
    return lines;
  }, []);
}

// Whether a line from a node meets the caption box beside it.
function runsThrough(from, to, box) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  return [0.2, 0.5, 0.8].some((part) => {
    const y = box.top + part * (box.bottom - box.top);
    const x = box.left + part * (box.right - box.left);
    const [down, along] = [(y - from.y) / dy, (x - from.x) / dx];
    const at = [from.x + down * dx, from.y + along * dy];
    return (down > 0 && down < 1 && at[0] > box.left && at[0] < box.right) || (along > 0 && along < 1 && at[1] > box.top && at[1] < box.bottom);
  });
}

class Room {
  constructor() {
    this.cells = new Map();
  }

  *keys(box) {
    for (let x = Math.floor(box.left / CELL); x <= Math.floor(box.right / CELL); x += 1) {
      for (let y = Math.floor(box.top / CELL); y <= Math.floor(box.bottom / CELL); y += 1) yield `${x} ${y}`;
    }
  }

  // ``text``: only captions are in the way, not the symbols of nodes.
  free(box, owner, text = false) {
    for (const key of this.keys(box)) {
      for (const other of this.cells.get(key) ?? []) {
        const apart = other.right <= box.left || other.left >= box.right || other.bottom <= box.top || other.top >= box.bottom;
        if (!apart && other.owner !== owner && (other.text || !text)) return false;
      }
    }
    return true;
  }

  take(box, owner) {
    for (const key of this.keys(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push({ ...box, owner });
    }
  }
}

class Captions {
  constructor(network, data, points) {
    Object.assign(this, { network, data, points, boxes: [], widths: new Map() });
    this.lines = data.network.nodes.map((node) => node.label.split("\n"));
    this.neighbours = data.nodes.map(() => []);
    for (const { start, end } of data.edges) {
      this.neighbours[start].push(end);
      this.neighbours[end].push(start);
    }
    const group = (number) => (this.landmark(number) ? 0 : data.labels[data.nodes[number].label].first ? 1 : 2);
    const worth = (a, b) => group(a) - group(b) || data.nodes[b].degree - data.nodes[a].degree || a - b;
    this.order = data.nodes.map((_, number) => number).sort(worth);
  }

  // Nodes with very many edges: their names say where one is, so they may cover what lies under them.
  landmark(number) {
    return this.data.nodes[number].degree > this.data.crowded;
  }

  // Called with the canvas when everything else is drawn.
  draw(canvas, shows, focus) {
    const frame = canvas.canvas;
    this.frame = frame;
    const ratio = frame.width / frame.clientWidth;
    const scale = this.network.getScale();
    const view = this.network.getViewPosition();
    this.toScreen = ({ x, y }) => ({ x: (x - view.x) * scale + frame.clientWidth / 2, y: (y - view.y) * scale + frame.clientHeight / 2 });
    const inside = ({ x, y }) => x > -60 && y > -60 && x < frame.clientWidth + 60 && y < frame.clientHeight + 60;
    const visible = this.order.filter((number) => shows.node(number) && inside(this.toScreen(this.points[number])));
    const room = new Room();
    for (const number of visible) room.take({ ...this.symbol(number, scale), text: focus.nodes.has(number) || this.landmark(number) }, number);
    canvas.save();
    canvas.setTransform(ratio, 0, 0, ratio, 0, 0);
    canvas.textAlign = "center";
    canvas.textBaseline = "top";
    canvas.lineJoin = "round";
    this.boxes = [];
    const rank = (number) => (number === focus.centre ? 0 : focus.nodes.has(number) ? 1 : 2);
    const ranked = visible.map((number, place) => [rank(number), place, number]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    for (const [how, , number] of ranked) this.node(canvas, room, number, scale, how);
    for (const number of this.worded(shows, focus)) this.edge(canvas, room, number, focus.edges.has(number));
    canvas.restore();
  }

  symbol(number, scale) {
    const { x, y } = this.toScreen(this.points[number]);
    const size = this.data.network.nodes[number].size * scale;
    return { left: x - size, right: x + size, top: y - size, bottom: y + size };
  }

  width(canvas, text) {
    const key = canvas.font + text;
    if (!this.widths.has(key)) this.widths.set(key, canvas.measureText(text).width);
    return this.widths.get(key);
  }

  // ``rank``: 0 is written in any case, 1 may cover symbols, 2 only where there is room.
  node(canvas, room, number, scale, rank) {
    const lines = this.lines[number];
    const first = this.data.labels[this.data.nodes[number].label].first;
    canvas.font = `${this.landmark(number) ? "600 14px" : first ? "600 13px" : "12px"} ${FONT}`;
    const width = Math.max(...lines.map((line) => this.width(canvas, line))) + 4;
    const height = LINE_HEIGHT * lines.length;
    const places = this.places(number, width, height, scale);
    const over = rank < 2 || this.landmark(number);
    const box =
      places.find((place) => room.free(place, number)) ??
      (over ? places.find((place) => room.free(place, number, true)) : undefined) ??
      (rank === 0 ? places[0] : undefined);
    if (box === undefined) return;
    room.take({ ...box, text: true }, number);
    this.boxes.push({ ...box, number });
    this.write(canvas, lines, (box.left + box.right) / 2, box.top, "#111111");
  }

  // Below, above, right and left of a node, those first that its own lines do not run through.
  places(number, width, height, scale) {
    const { left, right, top, bottom } = this.symbol(number, scale);
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    const boxes = [
      { left: x - width / 2, top: bottom + 2 },
      { left: x - width / 2, top: top - height - 2 },
      { left: right + 4, top: y - height / 2 },
      { left: left - 4 - width, top: y - height / 2 },
    ].map((box) => ({ ...box, right: box.left + width, bottom: box.top + height }));
    // A sentence or a mention has no symbol: its words stand where it stands.
    if (this.data.network.nodes[number].shape === "text") boxes.unshift({ left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 });
    const ends = this.neighbours[number].slice(0, 12).map((other) => this.toScreen(this.points[other]));
    const whole = (box) => box.left > 0 && box.top > 0 && box.right < this.frame.clientWidth && box.bottom < this.frame.clientHeight;
    const crossed = (box) => ends.filter((end) => runsThrough({ x, y }, end, box)).length;
    return boxes.filter(whole).map((box) => [crossed(box), box]).sort((a, b) => a[0] - b[0]).map(([, box]) => box);
  }

  worded(shows, focus) {
    const shown = this.data.edges.map((_, number) => number).filter((number) => shows.edge(number));
    const asked = shown.filter((number) => focus.edges.has(number));
    if (asked.length > FEW_EDGES) return [];
    return shown.length <= FEW_EDGES ? [...asked, ...shown.filter((number) => !focus.edges.has(number))] : asked;
  }

  edge(canvas, room, number) {
    const edge = this.data.edges[number];
    const line = this.data.network.edges[number];
    canvas.font = `italic 11px ${FONT}`;
    const lines = folded(edgeWords(this.data, edge));
    const width = Math.max(...lines.map((text) => this.width(canvas, text))) + 2;
    const half = (lines.length * EDGE_LINE_HEIGHT) / 2;
    for (const part of [0.5, 0.4, 0.6]) {
      const { x, y } = this.toScreen(this.along(line, part));
      const box = { left: x - width / 2, right: x + width / 2, top: y - half, bottom: y + half };
      if (!room.free(box, `edge ${number}`)) continue;
      room.take({ ...box, text: true }, `edge ${number}`);
      this.write(canvas, lines, x, y - half, line.color.highlight, EDGE_LINE_HEIGHT);
      return;
    }
  }

  // The point a part of the way along a line, bent as vis-network bends it ("curvedCW").
  along(line, part) {
    const [from, to] = [this.points[line.from], this.points[line.to]];
    const half = 0.5 * (line.smooth?.roundness ?? 0) + 0.5;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    const angle = Math.atan2(from.y - to.y, to.x - from.x) + half * Math.PI;
    const via = { x: from.x + half * length * Math.sin(angle), y: from.y + half * length * Math.cos(angle) };
    const mix = (start, middle, end) => (1 - part) ** 2 * start + 2 * part * (1 - part) * middle + part ** 2 * end;
    return { x: mix(from.x, via.x, to.x), y: mix(from.y, via.y, to.y) };
  }

  write(canvas, lines, x, top, colour, height = LINE_HEIGHT) {
    canvas.lineWidth = 4;
    canvas.strokeStyle = "rgba(255,255,255,0.9)";
    canvas.fillStyle = colour;
    lines.forEach((line, row) => canvas.strokeText(line, x, top + row * height));
    lines.forEach((line, row) => canvas.fillText(line, x, top + row * height));
  }

  // The node whose caption is at this point of the screen, or undefined.
  at({ x, y }) {
    return this.boxes.find((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom)?.number;
  }
}
