"""Makes a song at useapi.net and saves it: song.py LYRICS FILE"""

import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

BASE_URL = os.environ.get("USEAPI_BASE_URL", "https://api.useapi.net")
HEADERS = {"Authorization": "Bearer " + os.environ["USEAPI_API_KEY"], "Content-Type": "application/json"}
POLL_SECONDS = float(os.environ.get("POLL_SECONDS", "10"))
MUSIC = "/v1/minimax/music/"


def get(path, **query):
    address = BASE_URL + MUSIC + path + ("?" + urllib.parse.urlencode(query) if query else "")
    with urllib.request.urlopen(urllib.request.Request(address, headers=HEADERS), timeout=180) as answer:
        return json.load(answer)


def create(lyrics, style):
    while True:
        try:
            return get("create", styleId=style, prompt=lyrics, title="Rain")
        except urllib.error.HTTPError as refusal:
            problem = json.load(refusal)
            if refusal.code != 429:
                sys.exit("%d %s" % (refusal.code, problem["error"]))
            time.sleep(POLL_SECONDS)


def main(lyrics, file):
    style = get("styles/")[0]["styles"][0]
    song = create(lyrics, style["styleId"])
    while not song.get("audioURL"):
        time.sleep(POLL_SECONDS)
        song = get(song["musicId"])
        if song["statusFinal"] and song["status"] != 2:
            sys.exit("ended as " + song["statusLabel"])
    urllib.request.urlretrieve(song["audioURL"], file)
    newest = [each["musicId"] for each in get("", limit=20)]
    print("saved", song["duration"], "s,", "listed" if song["musicId"] in newest else "not listed")


main(*sys.argv[1:])
