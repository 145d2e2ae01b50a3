// Pictures of curves in SVG. A curve is { name, style, points: [[x, y], ...] } with x rising; y may be null where nothing was measured.

const svgNames = "http://www.w3.org/2000/svg";
const height = 190;
const left = 50, right = 10, top = 8, bottom = 22;

/** Four digits, short; a dash where there is no number. */
export function number(value) {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e6) return value.toLocaleString("en");
  return size >= 1e6 || size < 1e-4 ? value.toExponential(2).replace("e+", "e") : String(Number(value.toPrecision(4)));
}

/** Values that people read easily, from the least to the most. */
function ticks(least, most, count) {
  const rough = (most - least) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(f => f * power).find(s => s >= rough);
  // Below, i + 1 or i * step could be the number before: a loop without end.
  if (!(step > Math.max(Math.abs(least), Math.abs(most)) * 1e-14)) return [least];
  const found = [];
  for (let i = Math.ceil(least / step - 1e-9); i * step <= most + step * 1e-9; i++) found.push(Number((i * step).toPrecision(12)));
  return found;
}

export class Chart {
  #svg = document.createElementNS(svgNames, "svg");
  #legend = document.createElement("div");
  #curves = [];
  #cursor = null; // an x, where somebody points
  #title;
  #xName;
  #isLog;

  constructor(parent, { title, xName, isLog = false }) {
    this.#title = title;
    this.#xName = xName;
    this.#isLog = isLog;
    const figure = document.createElement("figure");
    figure.className = "card chart";
    const head = document.createElement("figcaption");
    head.className = "chart-head";
    const name = document.createElement("h2");
    name.textContent = title;
    this.#legend.className = "legend";
    head.append(name, this.#legend);
    figure.append(head, this.#svg);
    parent.append(figure);
    this.#svg.setAttribute("role", "img");
    this.#svg.setAttribute("tabindex", "0");
    this.#svg.addEventListener("pointermove", e => this.#pointAt(e.offsetX));
    this.#svg.addEventListener("pointerleave", () => this.#point(null));
    this.#svg.addEventListener("blur", () => this.#point(null));
    this.#svg.addEventListener("keydown", e => this.#onKey(e));
    new ResizeObserver(() => this.#draw()).observe(this.#svg);
  }

  set(curves) {
    this.#curves = curves;
    this.#draw();
  }

  get #xs() {
    return this.#curves[0]?.points.map(p => p[0]) ?? [];
  }

  #onKey(event) {
    const xs = this.#xs;
    const moves = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10, Home: -xs.length, End: xs.length };
    if (xs.length === 0 || !(event.key in moves)) return;
    event.preventDefault();
    const from = this.#cursor === null ? xs.length - 1 : nearest(xs, this.#cursor);
    this.#point(xs[Math.min(xs.length - 1, Math.max(0, from + moves[event.key]))]);
    this.#svg.setAttribute("aria-label", this.#text(this.#cursor));
  }

  #pointAt(offset) {
    const range = this.#range();
    if (range) this.#point(range.x0 + (offset - left) / (this.#svg.clientWidth - left - right) * (range.x1 - range.x0));
  }

  #point(x) {
    if (x === this.#cursor) return;
    this.#cursor = x;
    this.#draw();
  }

  /** What is shown of an axis; null where there is nothing yet. */
  #range() {
    let x0 = Infinity, x1 = -Infinity, y0 = Infinity, y1 = -Infinity;
    for (const { points } of this.#curves) {
      for (const [x, y] of points) {
        if (y === null || (this.#isLog && y <= 0)) continue;
        const value = this.#isLog ? Math.log10(y) : y;
        x0 = Math.min(x0, x); x1 = Math.max(x1, x);
        y0 = Math.min(y0, value); y1 = Math.max(y1, value);
      }
    }
    if (x0 === Infinity) return null;
    if (x0 === x1) x1 = x0 + 1;
    const room = y0 === y1 ? Math.abs(y0) * 0.1 || 0.1 : (y1 - y0) * 0.06;
    const floor = !this.#isLog && y0 >= 0 ? 0 : -Infinity;
    return { x0, x1, y0: Math.max(floor, y0 - room), y1: y1 + room };
  }

  #draw() {
    const width = this.#svg.clientWidth;
    const range = this.#range();
    this.#svg.replaceChildren();
    if (!range || width < left + right + 20) {
      this.#svg.setAttribute("aria-label", `${this.#title}: nothing yet`);
      return;
    }
    const toX = x => left + (x - range.x0) / (range.x1 - range.x0) * (width - left - right);
    const toY = y => height - bottom - (y - range.y0) / (range.y1 - range.y0) * (height - top - bottom);
    this.#drawAxes(range, width, toX, toY);
    for (const { style, points } of this.#curves) {
      const parts = [[]];
      for (const [x, y] of points) {
        if (y === null || (this.#isLog && y <= 0)) parts.push([]);
        else parts.at(-1).push(`${toX(x).toFixed(1)},${toY(this.#isLog ? Math.log10(y) : y).toFixed(1)}`);
      }
      for (const part of parts) {
        if (part.length > 1) this.#add("polyline", { points: part.join(" "), class: style });
        else if (part.length === 1) this.#add("circle", { cx: part[0].split(",")[0], cy: part[0].split(",")[1], r: 2, class: style });
      }
    }
    const at = this.#cursor === null ? null : this.#xs[nearest(this.#xs, this.#cursor)];
    if (at !== null) {
      this.#add("line", { x1: toX(at), x2: toX(at), y1: top, y2: height - bottom, class: "cursor" });
      for (const { style, points } of this.#curves) {
        const [, y] = points[nearest(points.map(p => p[0]), at)] ?? [0, null];
        if (y !== null && !(this.#isLog && y <= 0)) {
          this.#add("circle", { cx: toX(at), cy: toY(this.#isLog ? Math.log10(y) : y), r: 3, class: style });
        }
      }
    }
    this.#drawLegend(at);
    if (at === null) this.#svg.setAttribute("aria-label", this.#text(null));
  }

  #drawAxes(range, width, toX, toY) {
    for (const tick of this.#yTicks(range)) {
      const y = toY(tick);
      this.#add("line", { x1: left, x2: width - right, y1: y, y2: y, class: "grid" });
      this.#add("text", { x: left - 6, y: y + 4, "text-anchor": "end" }).textContent =
        number(this.#isLog ? 10 ** tick : tick);
    }
    this.#add("line", { x1: left, x2: width - right, y1: height - bottom, y2: height - bottom, class: "axis" });
    for (const tick of ticks(range.x0, range.x1, Math.max(2, Math.floor(width / 75))).filter(Number.isInteger)) {
      const x = toX(tick);
      this.#add("text", { x: Math.min(x, width - 14), y: height - 6, "text-anchor": "middle" }).textContent = tick.toLocaleString("en");
    }
  }

  #yTicks(range) {
    if (!this.#isLog) return ticks(range.y0, range.y1, 4);
    const step = Math.max(1, Math.ceil((range.y1 - range.y0) / 5));
    const steps = range.y1 - range.y0 > 3 ? [1] : range.y1 - range.y0 > 1 ? [1, 3] : [1, 2, 3, 5, 7];
    const found = [];
    for (let power = Math.floor(range.y0); power <= range.y1; power += step) {
      found.push(...steps.map(f => power + Math.log10(f)).filter(y => y >= range.y0 && y <= range.y1));
    }
    return found;
  }

  #drawLegend(at) {
    const names = this.#curves.map(curve => {
      const item = document.createElement("span");
      const mark = document.createElement("i");
      mark.className = curve.style;
      const value = document.createElement("b");
      value.textContent = number(valueAt(curve, at));
      item.append(mark, `${curve.name} `, value);
      return item;
    });
    if (at !== null) {
      const where = document.createElement("span");
      where.textContent = `${this.#xName} ${at.toLocaleString("en")}`;
      names.unshift(where);
    }
    this.#legend.replaceChildren(...names);
  }

  #text(at) {
    const values = this.#curves.map(c => `${c.name} ${number(valueAt(c, at))}`).join(", ");
    const x = at ?? this.#xs.at(-1);
    return `${this.#title}, ${this.#xName} ${x ?? "–"}: ${values}`;
  }

  #add(name, attributes) {
    const element = document.createElementNS(svgNames, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    this.#svg.append(element);
    return element;
  }
}

/** Of a curve where somebody points, or at its end. */
function valueAt(curve, at) {
  const points = curve.points;
  return at === null ? points.at(-1)?.[1] : points[nearest(points.map(p => p[0]), at)]?.[1];
}

function nearest(xs, x) {
  let low = 0, high = xs.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (xs[middle] < x) low = middle + 1;
    else high = middle;
  }
  return low > 0 && x - xs[low - 1] < xs[low] - x ? low - 1 : low;
}
