// Makes a song at API in One and saves it: node song.mjs PROMPT FILE
import { writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

const baseUrl = process.env.APIINONE_BASE_URL ?? 'https://apiin.one';
const headers = { Authorization: `Bearer ${process.env.APIINONE_API_KEY}`, 'Content-Type': 'application/json' };
const pollMillis = 1000 * (process.env.POLL_SECONDS ?? 5);
const [prompt, file] = process.argv.slice(2);

async function call(method, path, body) {
  const response = await fetch(baseUrl + path, { method, headers, body: body && JSON.stringify(body) });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${answer.error.code} ${answer.error.message}`);
  return answer.data;
}

let task = await call('POST', '/api/v1/audio/music', { model: 'minimax-music', prompt });
const end = Date.now() + 600_000;
while (!['completed', 'failed'].includes(task.status)) {
  if (Date.now() > end) throw new Error('timed out');
  await pause(pollMillis);
  task = await call('GET', `/api/v1/tasks/${task.task_id}`);
}

if (task.status === 'failed') throw new Error(task.error);
const audio = await fetch(task.output.audio_url);
if (!audio.ok) throw new Error(`download: ${audio.status}`);
await writeFile(file, Buffer.from(await audio.arrayBuffer()));
console.log('saved', task.task_id);
