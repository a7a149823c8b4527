// Makes a song at useapi.net and saves it: node song.mjs LYRICS FILE
import { writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

const music = `${process.env.USEAPI_BASE_URL ?? 'https://api.useapi.net'}/v1/minimax/music`;
const headers = { Authorization: `Bearer ${process.env.USEAPI_API_KEY}` };
const pollMillis = 1000 * (process.env.POLL_SECONDS ?? 10);
const [lyrics, file] = process.argv.slice(2);

async function get(address) {
  const response = await fetch(address, { headers });
  const result = await response.json();
  if (!response.ok) throw new Error(`${response.status} ${result.error}`);
  return result;
}

let song = await get(`${music}/create?styleId=abcdef&prompt=${encodeURIComponent(lyrics)}`);
while (!song.audioURL) {
  await pause(pollMillis);
  song = await get(`${music}/${song.musicId}`);
  if (song.status === 4) throw new Error('moderated');
  if (song.statusFinal && song.status !== 2) throw new Error(song.statusLabel);
}

const audio = await fetch(song.audioURL);
if (!audio.ok) throw new Error(`download: ${audio.status}`);
await writeFile(file, Buffer.from(await audio.arrayBuffer()));
console.log('saved', song.duration, 's');
