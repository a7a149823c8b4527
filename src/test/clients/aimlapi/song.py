"""Makes a song at AI/ML API and saves it: song.py PROMPT FILE"""

import json
import os
import sys
import time
import urllib.parse
import urllib.request

BASE_URL = os.environ.get("AIMLAPI_BASE_URL", "https://api.aimlapi.com")
HEADERS = {"Authorization": "Bearer " + os.environ["AIMLAPI_API_KEY"], "Content-Type": "application/json"}
POLL_SECONDS = float(os.environ.get("POLL_SECONDS", "10"))
TIMEOUT_SECONDS = 600


def call(method, path, body=None):
    data = None if body is None else json.dumps(body).encode("utf-8")
    request = urllib.request.Request(BASE_URL + path, data, HEADERS, method=method)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def main(prompt, file):
    generation = call("POST", "/v2/generate/audio", {
        "model": "minimax/music-2.6",
        "prompt": prompt,
        "lyrics": "[Verse]\nRain on the window, rain on the sea\n[Chorus]\nSing me a song until it is me",
        "audio_setting": {"format": "mp3", "sample_rate": 44100, "bitrate": 128000},
    })
    print("spent", generation["meta"]["usage"]["usd_spent"], "USD")

    end = time.monotonic() + TIMEOUT_SECONDS
    query = urllib.parse.urlencode({"generation_id": generation["id"]})
    while generation["status"] in ("queued", "generating", "waiting"):
        if time.monotonic() > end:
            sys.exit("timed out")
        time.sleep(POLL_SECONDS)
        generation = call("GET", "/v2/generate/audio?" + query)

    if generation["status"] != "completed":
        sys.exit("failed: " + generation["error"]["message"])
    urllib.request.urlretrieve(generation["audio_file"]["url"], file)
    print("saved", generation["audio_file"]["file_name"], os.path.getsize(file))


main(*sys.argv[1:])
