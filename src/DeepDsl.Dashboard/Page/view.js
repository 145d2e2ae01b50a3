// Parts of the page that are made of a state alone.
import { number } from "/charts.js";

const mostLines = 200;
const smoothing = 0.9;

const find = id => document.getElementById(id);

/** A mean that forgets, begun without the weight of nothing. */
export function smooth(points) {
  let sum = 0, weight = 0;
  return points.map(([x, y]) => {
    if (y === null) return [x, null];
    sum = smoothing * sum + (1 - smoothing) * y;
    weight = smoothing * weight + (1 - smoothing);
    return [x, sum / weight];
  });
}

export function showFacts(facts) {
  const list = find("facts");
  if (list.children.length !== facts.length) {
    list.replaceChildren(...facts.map(() => {
      const group = document.createElement("div");
      group.append(document.createElement("dt"), document.createElement("dd"));
      return group;
    }));
  }
  facts.forEach(([name, value], i) => {
    list.children[i].firstChild.textContent = name;
    list.children[i].lastChild.textContent = value;
  });
}

export function duration(seconds) {
  if (seconds === null || !(seconds < 1e8)) return "–";
  const all = Math.round(seconds);
  const [hours, minutes] = [Math.floor(all / 3600), Math.floor(all / 60) % 60];
  const two = n => String(n).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(all % 60)}` : `${minutes}:${two(all % 60)}`;
}

export function showLayers(layers) {
  find("layers").hidden = layers.length === 0;
  const body = find("layers").querySelector("tbody");
  const logs = layers.filter(l => l.norm > 0).map(l => Math.log10(l.norm));
  const [least, most] = [Math.min(...logs) - 0.5, Math.max(...logs)];
  if (body.children.length !== layers.length) body.replaceChildren(...layers.map(newRow));
  layers.forEach((layer, i) => {
    const [name, bar, norm, dead] = body.children[i].children;
    name.textContent = layer.name;
    const share = layer.norm > 0 ? (Math.log10(layer.norm) - least) / (most - least) : 0;
    bar.firstChild.lastChild.setAttribute("width", `${Math.max(0, 100 * share)}%`);
    norm.textContent = number(layer.norm);
    dead.textContent = layer.units === 0 ? "" : layer.dead === null ? `– of ${layer.units}` : `${layer.dead} of ${layer.units}`;
    body.children[i].className = layer.units > 0 && 2 * layer.dead >= layer.units ? "dead" : "";
  });
}

function newRow() {
  const row = document.createElement("tr");
  const cells = ["", "wide", "number", "number"].map(style => {
    const cell = document.createElement("td");
    cell.className = style;
    return cell;
  });
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("aria-hidden", "true");
  for (const style of ["track", "bar"]) {
    const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    rect.setAttribute("class", style);
    rect.setAttribute("rx", "3");
    rect.setAttribute("width", "100%");
    rect.setAttribute("height", "10");
    svg.append(rect);
  }
  cells[1].append(svg);
  row.append(...cells);
  return row;
}

export function showLines({ texts }) {
  const list = find("log").querySelector("ol");
  const isAtEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 4;
  for (const text of texts) {
    const item = document.createElement("li");
    item.textContent = text;
    list.append(item);
  }
  while (list.children.length > mostLines) list.firstChild.remove();
  find("log").hidden = list.children.length === 0;
  if (texts.length > 0 && isAtEnd) list.scrollTop = list.scrollHeight;
}
