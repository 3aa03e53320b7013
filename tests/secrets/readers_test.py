"""A secret with awkward values, made by the real AWS CLI, as every reader of the `.env` sees it; and a
disk that is full while the file is written.

usage: readers_test.py SECRETS_PROGRAM SIMULATOR ENV_TOOL READERS_FOLDER
"""

import json
import resource
import signal
import subprocess
import sys
import unittest

import dotenv

from end_to_end_test import GUIDE, PROGRAM, World

TOOL = sys.argv[3]
sys.path.insert(0, sys.argv[4])
import readers

AWKWARD = {
    "NOTE_SPACES": "two  words ", "NOTE_HASH": "a #b#", "NOTE_SINGLE": "it's", "NOTE_DOUBLE": 'say "x"',
    "NOTE_DOLLAR": "$HOME $(id) `id`", "NOTE_BACKSLASH": "a\\b\\\\n", "NOTE_UTF8": "ключ \u00e9 \U0001f600",
    "NOTE_MIXED": "it's \"#1\"", "NOTE_TILDE": "~/x:~/y",
}
BARE = {"NOTE_EQUALS": "a=b=c", "NOTE_GLOB": "*{a,b}?", "NOTE_PLAIN": "x!#y"}


class AwsCli(World):
    def create(self, settings):
        subprocess.run(
            ["/usr/bin/aws", "secretsmanager", "create-secret", "--endpoint-url", self.url, "--name",
             "ai-trading-bot/staging", "--secret-string", json.dumps(settings, ensure_ascii=False)],
            env=self.environment | {"AWS_DEFAULT_REGION": "us-east-1", "LC_ALL": "C.UTF-8"},
            check=True, capture_output=True, timeout=60)

    def read_by_all(self, names):
        data = self.env_file.read_bytes()
        return {"bash": readers.bash(str(self.env_file), list(names)), "dotenv": self.file_values(),
                "systemd": readers.systemd(data.decode()), "own": readers.own(TOOL, data)}

    def test_awkward_values_are_the_same_for_every_reader(self):
        settings = GUIDE | AWKWARD | BARE
        self.create(settings)
        self.fetch("--reader", "docker", code=3)
        self.assertFalse(self.env_file.exists())
        report = json.loads(self.fetch("--format", "json").stdout)
        self.assertEqual(set(report["not_for_docker"]), set(AWKWARD))
        for reader, found in self.read_by_all(settings).items():
            self.assertEqual(found, settings, reader)

    def test_docker_reads_what_is_written_for_it(self):
        settings = GUIDE | BARE
        self.create(settings)
        self.fetch("--reader", "docker")
        for reader, found in self.read_by_all(settings).items():
            self.assertEqual(found, settings, reader)
        self.assertEqual(readers.docker(self.env_file.read_text()), settings)


class FullDisk(World):
    def test_the_old_file_stays_whole(self):
        self.init(GUIDE)
        self.fetch()
        before = self.env_file.read_bytes()
        self.init(GUIDE | {"BINANCE_API_KEY": "n" * 24}, "--secret-id", "other")

        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) // 2,) * 2)
        done = subprocess.run(
            [PROGRAM, "fetch", "--env-file", str(self.env_file), "--endpoint-url", self.url,
             "--secret-id", "other"], env=self.environment, capture_output=True, text=True,
            stdin=subprocess.DEVNULL, timeout=60, preexec_fn=limit)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("(exit ", done.stderr)
        self.assertEqual(self.env_file.read_bytes(), before)
        self.assertEqual(self.file_values(), GUIDE)
        self.assertEqual({path.name for path in self.directory.iterdir()} - {".aws"},
                         {".env", ".env.lock", ".env.fetched"})


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=1)
