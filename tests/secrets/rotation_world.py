"""A production secret, a Binance and a bot for the tests that change its key."""

import http.server
import json
import os
import secrets
import socket
import threading
import time
import urllib.parse

from end_to_end_test import World, live_settings

PRODUCTION = ("--environment", "production")


class Binance(http.server.BaseHTTPRequestHandler):
    """Keys that work, by their accounts; every other key is refused as Binance refuses it."""

    def do_GET(self):
        path = urllib.parse.urlsplit(self.path).path
        account = self.server.keys.get(self.headers.get("X-MBX-APIKEY"))
        if path == "/api/v3/time":
            self.answer(200, {"serverTime": int(time.time() * 1000)})
        elif account is None:
            self.answer(400, {"code": -2015, "msg": "Invalid API-key, IP, or permissions for action."})
        elif self.headers.get("X-MBX-APIKEY") == self.server.broken:
            self.answer(503, {})
        elif path == "/api/v3/account":
            self.answer(200, {"canTrade": True, "uid": account})
        else:
            rights = {"ipRestrict": True, "createTime": int(time.time() * 1000),
                      "enableReading": True, "enableSpotAndMarginTrading": True,
                      "permitsUniversalTransfer": False,
                      "enableWithdrawals": self.server.withdrawals}
            self.answer(200, {name: rights[name] for name in rights.keys() - self.server.untold})

    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments):
        pass


class Bot(threading.Thread):
    """A bot's control socket: says which version of the secret its .env is from, or refuses to
    reload with the error that it was given instead."""

    def __init__(self, path, version_of_file):
        super().__init__(daemon=True)
        self.version_of_file = version_of_file
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(path))
        os.chmod(path, 0o600)
        self.listener.listen()
        self.start()

    def run(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            with connection, connection.makefile("rw") as stream:
                command = json.loads(stream.readline())["command"]
                stream.write(json.dumps(self.answer(command)) + "\n")

    def answer(self, command):
        if isinstance(self.version_of_file, dict):
            return {"ok": True} if command == "status" else {"ok": False, "error": self.version_of_file}
        return {"ok": True, "settings_version": self.version_of_file(), "changed": [], "needs_restart": []}


class RotationWorld(World):
    def setUp(self):
        super().setUp()
        self.settings = live_settings()
        self.pair = {name: secrets.token_hex(32) for name in ("BINANCE_API_KEY", "BINANCE_API_SECRET")}
        self.init(self.settings, *PRODUCTION, "--yes")
        self.binance = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Binance)
        self.binance.keys = {self.settings["BINANCE_API_KEY"]: 7, self.pair["BINANCE_API_KEY"]: 7}
        self.binance.withdrawals = False
        self.binance.untold = set()
        self.binance.broken = None
        threading.Thread(target=self.binance.serve_forever, daemon=True).start()
        self.addCleanup(self.binance.server_close)
        self.addCleanup(self.binance.shutdown)

    def rotate(self, *arguments, code=0, form="json"):
        return self.run_program(
            "rotate", *PRODUCTION, "--yes", "--binance-url",
            f"http://127.0.0.1:{self.binance.server_port}", "--format", form, *arguments,
            stdin=json.dumps(self.pair), code=code)

    def fetched_version(self):
        lines = self.env_file.read_text().splitlines()
        return next(line.split()[-1] for line in lines if line.startswith("# version: "))

    def start_bot(self, version_of_file):
        path = self.directory / "control.sock"
        bot = Bot(path, version_of_file)
        self.addCleanup(bot.listener.close)
        return ("--env-file", str(self.env_file), "--socket", str(path), "--confirm-timeout", "1s")

    def key_in_file(self):
        self.fetch(*PRODUCTION)
        return self.file_values()["BINANCE_API_KEY"]
