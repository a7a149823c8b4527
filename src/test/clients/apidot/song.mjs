// Makes the variants of a song at APIDot and saves the first: node song.mjs STYLE FILE
import { writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

const baseUrl = process.env.APIDOT_BASE_URL ?? 'https://api.apidot.ai';
const headers = { Authorization: `Bearer ${process.env.APIDOT_API_KEY}`, 'Content-Type': 'application/json' };
const pollMillis = 1000 * (process.env.POLL_SECONDS ?? 10);
const [style, file] = process.argv.slice(2);

async function call(method, path, body) {
  const response = await fetch(baseUrl + path, { method, headers, body: body && JSON.stringify(body) });
  const answer = await response.json();
  if (answer.code !== 200 && answer.code !== 0) throw new Error(`${answer.error.type}: ${answer.error.message}`);
  return answer.data;
}

let task = await call('POST', '/api/generate/submit', {
  model: 'generate-music',
  input: {
    custom_mode: true,
    instrumental: false,
    mv: 'V5',
    style,
    title: 'Rain',
    prompt: '[Verse]\nRain on the window, rain on the sea',
  },
});

const end = Date.now() + 900_000;
while (!['finished', 'failed'].includes(task.status)) {
  if (Date.now() > end) throw new Error('timed out');
  await pause(pollMillis);
  task = await call('GET', `/api/generate/status/${task.task_id}`);
}

if (task.status === 'failed') throw new Error(task.error_message);
const detail = await call('GET', `/api/generate/detail/music?task_id=${encodeURIComponent(task.task_id)}`);
const audio = await fetch(detail.files[0].audio_url);
if (!audio.ok) throw new Error(`download: ${audio.status}`);
await writeFile(file, Buffer.from(await audio.arrayBuffer()));
console.log('saved', detail.files.length, 'variants', detail.files[0].duration);
