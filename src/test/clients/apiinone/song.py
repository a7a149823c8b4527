"""Makes a song at API in One and saves it: song.py PROMPT FILE"""

import json
import os
import sys
import time
import urllib.request

BASE_URL = os.environ.get("APIINONE_BASE_URL", "https://apiin.one")
HEADERS = {"Authorization": "Bearer " + os.environ["APIINONE_API_KEY"], "Content-Type": "application/json"}
POLL_SECONDS = float(os.environ.get("POLL_SECONDS", "5"))
TIMEOUT_SECONDS = 600


def call(method, path, body=None):
    data = None if body is None else json.dumps(body).encode("utf-8")
    request = urllib.request.Request(BASE_URL + path, data, HEADERS, method=method)
    with urllib.request.urlopen(request, timeout=30) as response:
        answer = json.load(response)
    if answer["code"] != 200:
        sys.exit(answer["message"])
    return answer["data"]


def main(prompt, file):
    task = call("POST", "/api/v1/audio/music", {
        "model": "minimax-music",
        "prompt": prompt,
        "lyrics": "Feel the rain, feel the beat",
        "bitrate": 256000,
        "sample_rate": 44100,
    })
    end = time.monotonic() + TIMEOUT_SECONDS
    while task["status"] not in ("completed", "failed"):
        if time.monotonic() > end:
            sys.exit("timed out")
        time.sleep(POLL_SECONDS)
        task = call("GET", "/api/v1/tasks/" + task["task_id"])

    if task["status"] == "failed":
        sys.exit("failed: " + task["error"])
    urllib.request.urlretrieve(task["output"]["audio_url"], file)
    print("saved", os.path.getsize(file))


main(*sys.argv[1:])
