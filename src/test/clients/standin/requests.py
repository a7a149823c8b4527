"""As much of the package "requests" as the sample programs use, on the standard library."""

import json as _json
import urllib.error
import urllib.parse
import urllib.request


class Response:
    def __init__(self, status_code, body):
        self.status_code = status_code
        self.text = body.decode("utf-8")

    def json(self):
        return _json.loads(self.text)


def _send(request):
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return Response(answer.status, answer.read())
    except urllib.error.HTTPError as refused:
        return Response(refused.code, refused.read())


def post(url, json=None, headers=None):
    return _send(urllib.request.Request(url, _json.dumps(json).encode("utf-8"), headers or {}, method="POST"))


def get(url, params=None, headers=None):
    query = "?" + urllib.parse.urlencode(params) if params else ""
    return _send(urllib.request.Request(url + query, headers=headers or {}))
