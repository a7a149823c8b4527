const form = document.querySelector('#create');
const problem = document.querySelector('#problem');
const list = document.querySelector('#jobs');
const cards = new Map();
let models = [];

const words = {
  queued: 'waiting', submitting: 'being handed over', generating: 'being made', storing: 'being copied here',
  completed: 'ready', failed: 'failed', cancelled: 'cancelled', unconfirmed: 'not confirmed', revoked: 'withdrawn',
};
const ended = new Set(['completed', 'failed', 'cancelled', 'unconfirmed', 'revoked']);

function api(path, options = {}) {
  const headers = { ...options.headers };
  if (form.key.value) headers.Authorization = `Bearer ${form.key.value}`;
  return fetch(path, { ...options, headers });
}

async function loadModels() {
  const answer = await api('/v1/models');
  if (!answer.ok) return showProblem(await answer.json());
  models = (await answer.json()).data;
  form.model.replaceChildren(...models.map(model => new Option(model.id, model.id)));
  showFields();
}

/** Shows what any route of the model takes, and says which routes there are. */
function showFields() {
  const model = models.find(candidate => candidate.id === form.model.value);
  if (!model) return;
  const open = model.routes.filter(route => route.available);
  for (const label of form.querySelectorAll('[data-field]')) {
    const field = label.dataset.field;
    label.hidden = !open.some(route => route.fields[field] && !isOff(route.fields[field]));
  }
  document.querySelector('#routes').textContent = open.length
    ? `Made by ${open.map(route => route.provider + price(route.price)).join(' or ')}`
    : 'No provider of this model is configured.';
}

/** A flag that may only be false is no choice. */
const isOff = field => field.enum && field.enum.length === 1 && field.enum[0] === false;
const price = cost => cost && cost.amount != null ? ` (${dollars(cost.amount)})` : '';
const dollars = amount => `$${amount.toFixed(3).replace(/0$/, '')}`;

function request() {
  const body = { model: form.model.value };
  for (const label of form.querySelectorAll('[data-field]:not([hidden])')) {
    const input = label.querySelector('input, textarea');
    if (input.type === 'checkbox') {
      if (input.checked) body[input.name] = true;
    } else if (input.value.trim()) {
      body[input.name] = input.value;
    }
  }
  if (form.title.value.trim()) body.title = form.title.value.trim();
  return body;
}

form.addEventListener('submit', async event => {
  event.preventDefault();
  problem.hidden = true;
  const button = form.querySelector('button');
  button.disabled = true;
  try {
    const answer = await api('/v1/jobs', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}` },
      body: JSON.stringify(request()),
    });
    const body = await answer.json();
    if (answer.ok) follow(body, true); else showProblem(body);
  } catch {
    showProblem({ title: 'The gateway cannot be reached.' });
  } finally {
    button.disabled = false;
  }
});

form.model.addEventListener('change', showFields);
form.key.addEventListener('change', () => { problem.hidden = true; start(); });

function showProblem(body) {
  const lines = (body.errors ?? []).map(error => {
    const item = document.createElement('li');
    item.textContent = [error.route, error.pointer?.slice(1), error.detail].filter(Boolean).join(': ');
    return item;
  });
  const head = document.createElement('strong');
  head.textContent = body.detail ?? body.title ?? 'Something went wrong.';
  problem.replaceChildren(head, ...(lines.length ? [Object.assign(document.createElement('ul'), {})] : []));
  problem.querySelector('ul')?.append(...lines);
  problem.hidden = false;
}

/** Shows a job and listens to it until it has ended. */
function follow(job, first) {
  const card = cards.get(job.id) ?? newCard(job.id, first);
  render(card, job);
  if (ended.has(job.status)) return;
  const source = new EventSource(job.links.events);
  source.addEventListener('status', event => {
    const now = JSON.parse(event.data);
    render(card, now);
    if (ended.has(now.status)) source.close();
  });
  source.addEventListener('progress', event => showProgress(card, JSON.parse(event.data)));
}

function newCard(id, first) {
  const card = document.querySelector('#job').content.cloneNode(true).firstElementChild;
  card.querySelector('.cancel').addEventListener('click', async () => {
    const answer = await api(`/v1/jobs/${id}/cancel`, { method: 'POST' });
    if (!answer.ok) showProblem(await answer.json());
  });
  cards.set(id, card);
  if (first) list.prepend(card); else list.append(card);
  document.querySelector('#none').hidden = true;
  return card;
}

function render(card, job) {
  const status = card.querySelector('.status');
  card.querySelector('.title').textContent = job.title || job.model;
  status.textContent = words[job.status];
  status.dataset.status = job.status;
  card.querySelector('progress').hidden = ended.has(job.status);
  card.querySelector('.cancel').hidden = ended.has(job.status);
  showProgress(card, job.progress ?? { percent: job.status === 'storing' ? 99 : null });
  card.querySelector('.detail').textContent = detail(job);
  card.querySelector('.facts').textContent = [job.provider, cost(job.cost)].filter(Boolean).join(' · ');
  const players = card.querySelector('.players');
  const kept = job.audio.filter(file => file.url);
  if (kept.length !== players.children.length) {
    players.replaceChildren(...kept.map(file => player(file, card)));
  }
}

/** An audio element below its waveform, which shows and sets where it plays. */
function player(file, card) {
  const box = Object.assign(document.createElement('div'), { className: 'player' });
  const sound = Object.assign(document.createElement('audio'), { controls: true, preload: 'metadata', src: file.url });
  box.append(sound);
  drawWaveform(file, sound, card).then(drawing => drawing && box.prepend(drawing), () => {});
  return box;
}

async function drawWaveform(file, sound, card) {
  const answer = await api(file.url.replace('?', '/waveform?'));
  if (!answer.ok) return null;
  const cover = answer.headers.get('Link')?.match(/<([^>]+)>; rel="icon"/)?.[1];
  if (cover) showCover(card, cover + file.url.slice(file.url.indexOf('?')));
  const { peaks } = await answer.json();
  const loudest = Math.max(...peaks) || 1;
  const bars = peaks.map((peak, at) => {
    const half = Math.max(.5, 20 * peak / loudest);
    return `M${at + .5} ${20 - half}V${20 + half}`;
  }).join('');
  const drawing = document.querySelector('#waveform').content.cloneNode(true).firstElementChild;
  drawing.querySelectorAll('path').forEach(path => path.setAttribute('d', bars));
  const played = drawing.querySelector('.played');
  sound.addEventListener('timeupdate', () => {
    played.style.clipPath = `inset(0 ${100 - 100 * sound.currentTime / (sound.duration || 1)}% 0 0)`;
  });
  drawing.addEventListener('click', event => {
    const box = drawing.getBoundingClientRect();
    if (sound.duration) sound.currentTime = sound.duration * (event.clientX - box.left) / box.width;
  });
  return drawing;
}

/** Once, whichever of the song's files told of it. */
function showCover(card, address) {
  if (card.querySelector('.cover')) return;
  const image = Object.assign(document.createElement('img'), { className: 'cover', alt: '', width: 48, height: 48, src: address });
  card.querySelector('.head').prepend(image);
}

function detail(job) {
  if (job.error) return job.error.message;
  if (job.status === 'queued' && job.queue) return `Place ${job.queue.position} in the queue`;
  if (job.status === 'completed') return job.audio.map(file => `${seconds(file.duration_seconds)}${Math.round(file.bytes / 1024)} KiB`).join(', ');
  return '';
}

const seconds = value => value ? `${value.toFixed(1)} s, ` : '';
const cost = value => value && (value.amount == null ? 'cost unknown' : dollars(value.amount));

function showProgress(card, progress) {
  const bar = card.querySelector('progress');
  if (progress.percent == null) bar.removeAttribute('value'); else bar.value = progress.percent;
  if (progress.eta_seconds != null) card.querySelector('.detail').textContent = `About ${progress.eta_seconds} s to go`;
}

async function start() {
  await loadModels();
  const answer = await api('/v1/jobs?limit=20');
  if (answer.ok) for (const job of (await answer.json()).data) follow(job, false);
}

start();
