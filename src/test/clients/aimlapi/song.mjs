// Makes a song at AI/ML API and saves it: node song.mjs LYRICS FILE
import { writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

const baseUrl = process.env.AIMLAPI_BASE_URL ?? 'https://api.aimlapi.com';
const headers = { Authorization: `Bearer ${process.env.AIMLAPI_API_KEY}`, 'Content-Type': 'application/json' };
const pollMillis = 1000 * (process.env.POLL_SECONDS ?? 10);
const [lyrics, file] = process.argv.slice(2);

async function call(method, path, body) {
  const response = await fetch(baseUrl + path, { method, headers, body: body && JSON.stringify(body) });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${answer.statusCode} ${answer.message}`);
  return answer;
}

let generation = await call('POST', '/v2/generate/audio', {
  model: 'minimax-music',
  prompt: lyrics,
  reference_audio_url: 'https://example.com/reference.mp3',
});

const end = Date.now() + 600_000;
while (['queued', 'generating', 'waiting'].includes(generation.status)) {
  if (Date.now() > end) throw new Error('timed out');
  await pause(pollMillis);
  // The id has a colon in it, as it always had.
  generation = await call('GET', `/v2/generate/audio?generation_id=${generation.id}`);
}

if (generation.status !== 'completed') throw new Error(generation.error.message);
const audio = await fetch(generation.audio_file.url);
if (!audio.ok) throw new Error(`download: ${audio.status}`);
await writeFile(file, Buffer.from(await audio.arrayBuffer()));
console.log('saved', generation.audio_file.file_name, generation.audio_file.file_size);
