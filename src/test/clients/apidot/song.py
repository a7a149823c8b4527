"""Makes a song at APIDot and saves it: song.py PROMPT FILE"""

import json
import os
import sys
import time
import urllib.request

BASE_URL = os.environ.get("APIDOT_BASE_URL", "https://api.apidot.ai")
HEADERS = {"Authorization": "Bearer " + os.environ["APIDOT_API_KEY"], "Content-Type": "application/json"}
POLL_SECONDS = float(os.environ.get("POLL_SECONDS", "10"))
TIMEOUT_SECONDS = 900


def call(method, path, body=None):
    data = None if body is None else json.dumps(body).encode("utf-8")
    request = urllib.request.Request(BASE_URL + path, data, HEADERS, method=method)
    with urllib.request.urlopen(request, timeout=30) as answer:
        result = json.load(answer)
    if result["code"] not in (0, 200):
        sys.exit("%s: %s" % (result["error"]["type"], result["error"]["message"]))
    return result["data"]


def main(prompt, file):
    task = call("POST", "/api/generate/submit", {
        "model": "minimax-music-2.6",
        "input": {
            "prompt": prompt,
            "lyrics": "[Verse]\nRain on the window, rain on the sea\n[Chorus]\nSing me a song until it is me",
            "audio_setting": {"sample_rate": 44100, "bitrate": 128000, "format": "mp3"},
        },
    })

    end = time.monotonic() + TIMEOUT_SECONDS
    while task["status"] not in ("finished", "failed"):
        if time.monotonic() > end:
            sys.exit("timed out")
        time.sleep(POLL_SECONDS)
        task = call("GET", "/api/generate/status/" + task["task_id"])

    if task["status"] == "failed":
        sys.exit("failed: " + task["error_message"])
    song = next(found for found in task["output"]["files"] if found["file_type"] == "audio")
    urllib.request.urlretrieve(song["file_url"], file)
    print("saved", task["created_time"], os.path.getsize(file))


main(*sys.argv[1:])
