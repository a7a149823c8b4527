"""Makes a song at APIDot, waits to be called back and saves it: callback.py PROMPT FILE

What calls may be anybody, and may call twice: the task is read again before anything is believed, and once.
"""

import http.server
import json
import os
import queue
import sys
import threading
import urllib.parse
import urllib.request

BASE_URL = os.environ.get("APIDOT_BASE_URL", "https://api.apidot.ai")
HEADERS = {"Authorization": "Bearer " + os.environ["APIDOT_API_KEY"], "Content-Type": "application/json"}
TIMEOUT_SECONDS = 900

ended = queue.Queue()
seen = set()


class Callbacks(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        task = message.get("data", message)
        if task["status"] in ("finished", "failed") and task["task_id"] not in seen:
            seen.add(task["task_id"])
            ended.put(task["task_id"])
        self.send_response(200)
        self.end_headers()

    def log_message(self, *what):
        pass


def call(method, path, body=None):
    data = None if body is None else json.dumps(body).encode("utf-8")
    request = urllib.request.Request(BASE_URL + path, data, HEADERS, method=method)
    with urllib.request.urlopen(request, timeout=30) as answer:
        result = json.load(answer)
    if result["code"] not in (0, 200):
        sys.exit("%s: %s" % (result["error"]["type"], result["error"]["message"]))
    return result["data"]


def main(prompt, file):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Callbacks)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    submitted = call("POST", "/api/generate/submit", {
        "model": "minimax-music-2.6",
        "input": {"prompt": prompt, "is_instrumental": True},
        "callback_url": "http://127.0.0.1:%d/callback" % server.server_port,
    })["task_id"]

    told = ended.get(timeout=TIMEOUT_SECONDS)
    if told != submitted:
        sys.exit("called back for another task")
    task = call("GET", "/api/generate/status/" + urllib.parse.quote(told, safe=""))
    if task["status"] != "finished":
        sys.exit("failed: " + task["error_message"])
    urllib.request.urlretrieve(task["output"]["files"][0]["file_url"], file)
    print("saved", os.path.getsize(file))


main(*sys.argv[1:])
