// Asks for what is new some times a second. A lost connection is a question that is asked again; after a reload, or where another training
// has begun, the answer is everything.
import { Chart, number } from "/charts.js";
import { duration, showFacts, showLayers, showLines, smooth } from "/view.js";

const often = 500, seldom = 2000;

const find = id => document.getElementById(id);
const charts = new Map();
const run = { number: 0, cursor: "", steps: [], epochs: [], status: null };

history.replaceState(null, "", "/"); // the token is a cookie by now
ask();
wire();

async function ask() {
  let wait = often;
  try {
    const response = await fetch(`/state?since=${run.cursor}`, { cache: "no-store" });
    if (response.ok) {
      const state = await response.json();
      tell(null);
      if (state.run > 0) show(state);
      wait = document.hidden || run.status?.phase !== "running" ? seldom / 2 : often;
    } else {
      tell(response.status === 403
        ? "This page has no access any more: open the address that the program wrote."
        : "The program does not answer as it should; asking again.");
      wait = seldom;
    }
  } catch {
    tell(isOver()
      ? "The program has ended. This page has what it showed last, until it is closed."
      : "The program has ended, or does not answer. This page has what it showed last, until it is closed.");
    wait = seldom;
  }
  setTimeout(ask, wait);
}

function tell(problem) {
  find("connection").hidden = problem === null;
  find("connection").textContent = problem ?? "";
  find("connection").classList.toggle("calm", isOver());
  if (problem !== null) find("controls").hidden = true;
}

function isOver() {
  return run.status !== null && !["running", "paused"].includes(run.status.phase);
}

function show(state) {
  if (state.run !== run.number) begin(state);
  run.cursor = state.cursor;
  run.status = state.status;
  append(run.steps, state.steps);
  append(run.epochs, state.epochs);
  showStatus(state);
  showSteps(state.steps.columns);
  showEpochs(state.epochs.columns);
  // Behind the curves of epochs, of which there are none at first.
  if (run.epochs.length > 0 || state.status.epochs === 0 || state.status.phase !== "running") showRest(state.steps.columns);
  showLayers(state.layers);
  showLines(state.lines);
}

function begin(state) {
  run.number = state.run;
  run.steps = [];
  run.epochs = [];
  charts.clear();
  find("charts").replaceChildren();
  find("log").querySelector("ol").replaceChildren();
  find("rate-value").value = "";
  find("waiting").hidden = true;
  find("model").textContent = state.model;
  find("about").textContent = `${state.parameters.toLocaleString("en")} parameters on ${state.device}`;
}

function append(rows, part) {
  rows.length = Math.min(rows.length, part.from);
  rows.push(...part.rows);
}

function showStatus({ model, status }) {
  const phase = find("phase");
  if (phase.textContent !== status.phase) {
    phase.textContent = status.phase;
    phase.className = `phase ${status.phase}`;
  }
  const epochs = Math.max(0, status.epoch - 1) + status.batch / Math.max(1, status.batches);
  const done = status.epochs === 0 ? null : status.phase === "ended" ? 1 : Math.min(1, epochs / status.epochs);
  find("progress").hidden = done === null;
  if (done !== null) {
    find("progress").firstElementChild.style.width = `${100 * done}%`;
    find("progress").setAttribute("aria-valuenow", Math.round(100 * done));
    document.title = `${isOver() ? status.phase : `${Math.floor(100 * done)}%`} · ${model}`;
  } else {
    document.title = `${status.phase} · ${model}`;
  }
  const hasEpochs = status.epochs > 0;
  showFacts([
    hasEpochs && ["Epoch", `${status.epoch} / ${status.epochs}`],
    ["Update", hasEpochs ? `${status.batch} / ${status.batches}` : status.step.toLocaleString("en")],
    ["Loss", number(status.loss)],
    ["Learning rate", number(status.rate)],
    [status.speedUnit === "samples" ? "Samples/s" : "Updates/s", number(status.speed === null ? null : Math.round(status.speed))],
    ["Time", duration(status.seconds)],
    hasEpochs && !isOver() && ["Left", duration(status.remaining)],
  ].filter(fact => fact));
  find("reason").hidden = !status.reason;
  find("reason").textContent = status.reason ?? "";
  find("controls").hidden = false;
  find("pause").textContent = status.phase === "paused" ? "Resume" : "Pause";
  for (const control of find("controls").querySelectorAll("button, input")) control.disabled = isOver();
  const rate = find("rate-value");
  if (rate !== document.activeElement) {
    rate.value = String(status.baseRate ?? "");
    rate.removeAttribute("aria-invalid");
  }
}

function chart(key, options) {
  if (!charts.has(key)) charts.set(key, new Chart(find("charts"), options));
  return charts.get(key);
}

function column(rows, columns, name) {
  const index = columns.indexOf(name);
  return rows.map(row => [row[0], row[index]]);
}

function showSteps(columns) {
  const loss = column(run.steps, columns, "loss");
  chart("step loss", { title: "Loss of single updates", xName: "update" }).set([
    { name: "update", style: "faint", points: loss },
    { name: "smoothed", style: "first", points: smooth(loss) },
  ]);
}

function showEpochs(columns) {
  for (const name of columns.slice(1).filter(c => !c.startsWith("val_") && c !== "learning_rate" && c !== "seconds")) {
    const curves = [{ name: "training", style: "first", points: column(run.epochs, columns, name) }];
    if (columns.includes(`val_${name}`)) {
      curves.push({ name: "validation", style: "second", points: column(run.epochs, columns, `val_${name}`) });
    }
    chart(`epoch ${name}`, { title: `${name[0].toUpperCase()}${name.slice(1)} by epoch`, xName: "epoch" }).set(curves);
  }
}

function showRest(columns) {
  const one = (name, options) => chart(name, { xName: "update", ...options })
    .set([{ name: options.unit ?? "", style: "first", points: column(run.steps, columns, name) }]);
  one("learning_rate", { title: "Learning rate" });
  one("gradient_norm", { title: "Norm of all gradients", isLog: true });
  one("speed", { title: "Speed", unit: `${run.status.speedUnit}/s` });
}

function wire() {
  find("pause").addEventListener("click", () => send(run.status.phase === "paused" ? "resume" : "pause"));
  find("stop").addEventListener("click", () => find("sure").showModal());
  find("sure").addEventListener("close", () => {
    if (find("sure").returnValue === "yes") send("stop");
    find("sure").returnValue = "";
  });
  const value = find("rate-value");
  value.addEventListener("input", () => value.setAttribute("aria-invalid", !isRate(value.value)));
  find("rate").addEventListener("submit", event => {
    event.preventDefault();
    send("rate", value.value);
    value.blur();
  });
  for (const button of find("rate").querySelectorAll("[data-factor]")) {
    button.addEventListener("click", () => send("rate", String(run.status.baseRate * Number(button.dataset.factor))));
  }
}

function isRate(text) {
  return text.trim() !== "" && Number.isFinite(Number(text)) && Number(text) >= 0;
}

async function send(command, body = "") {
  const answer = find("answer");
  try {
    const response = await fetch(`/${command}?run=${run.number}`, { method: "POST", body: body.trim() });
    answer.textContent = response.ok ? "" : await response.text();
    answer.className = response.ok ? "" : "refused";
  } catch {
    answer.textContent = "The program does not answer.";
    answer.className = "refused";
  }
}
