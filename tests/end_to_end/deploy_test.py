"""The files under deploy/: systemd finds no fault, the sandbox is tight, and each command line does its
work as it stands there, but for the folders, and with the system calls that its unit allows."""
import os
import re
import shlex
import shutil
import subprocess

from aws_world import AwsTest
from programs import BIN, SAMPLE, SOURCE, main

DEPLOY = SOURCE / "deploy"
SYSTEMD = DEPLOY / "systemd"
UNITS = sorted(path for path in SYSTEMD.iterdir() if path.suffix in (".service", ".timer"))
SERVICES = [path for path in UNITS if path.suffix == ".service"]
DROP_IN = SYSTEMD / "fetch-in-bot-unit.conf"
EXPOSURE_MAX = 15  # tenths; 0 is best, 100 worst


def assigned(path, name):
    """All values of `name=` in a unit file."""
    return re.findall(rf"(?m)^{name}=(.*)$", path.read_text())


def expanded(group):
    """The system calls of one of systemd's groups."""
    text = subprocess.run(["systemd-analyze", "syscall-filter", group], capture_output=True,
                          text=True, check=True).stdout
    calls = set()
    for line in text.splitlines()[1:]:
        word = line.strip()
        if word.startswith("@"):
            calls |= expanded(word)
        elif word and not word.startswith("#"):
            calls.add(word)
    return calls


class UnitFiles(AwsTest):
    def install(self):
        """The units beside each other, with the programs where they were built."""
        for path in UNITS:
            self.copy(path, self.folder / path.name)
        self.copy(DROP_IN, self.folder / "ai-trading-bot.service.d" / DROP_IN.name)

    @staticmethod
    def copy(path, target):
        target.parent.mkdir(exist_ok=True)
        target.write_text(path.read_text().replace("/usr/local/bin", str(BIN)))

    def analyze(self, *arguments):
        return subprocess.run(["systemd-analyze", *map(str, arguments)], capture_output=True,
                              text=True, timeout=60,
                              env=os.environ | {"SYSTEMD_UNIT_PATH": f"{self.folder}:"})

    def test_systemd_finds_no_fault_with_and_without_the_drop_in(self):
        self.install()
        done = self.analyze("verify", *(self.folder / path.name for path in UNITS))
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        (self.folder / "ai-trading-bot.service.d" / DROP_IN.name).unlink()
        done = self.analyze("verify", *(self.folder / path.name for path in UNITS))
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_verify_sees_a_mistake(self):
        self.install()
        unit = self.folder / "ai-trading-bot.service"
        unit.write_text(unit.read_text().replace("PrivateTmp=", "PrivateTemp="))
        self.assertIn("PrivateTemp", self.analyze("verify", unit).stderr)

    def test_the_sandbox_is_tight(self):
        for path in SERVICES:
            with self.subTest(unit=path.name):
                done = self.analyze("security", "--offline=true", f"--threshold={EXPOSURE_MAX}", path)
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_only_the_secrets_side_reaches_the_machines_role(self):
        self.assertIn("169.254.169.254/32", " ".join(assigned(SYSTEMD / "ai-trading-bot.service",
                                                              "IPAddressDeny")))
        self.assertEqual(assigned(SYSTEMD / "ai-trading-bot-secrets.service", "IPAddressDeny"), [])

    def test_no_value_gets_into_the_bots_environment(self):
        self.assertEqual(assigned(SYSTEMD / "ai-trading-bot.service", "EnvironmentFile"), [])
        for path in [*SERVICES, DROP_IN]:
            for file in assigned(path, "EnvironmentFile"):
                self.assertEqual(file, "-/etc/default/ai-trading-bot-secrets")

    def test_the_drop_ins_commands_work_on_units_that_lie_where_they_are_installed(self):
        readme = (DEPLOY / "README.md").read_text()
        (place,) = re.findall(r"install -D -m 644 -t (\S+) deploy/systemd", readme)
        root = self.folder / "root"
        (root / "etc/systemd/system").mkdir(parents=True)
        (root / place.lstrip("/")).mkdir(parents=True, exist_ok=True)
        for path in UNITS:
            shutil.copy(path, root / place.lstrip("/"))
        self.systemctl(root, "enable", "ai-trading-bot-secrets.timer")
        commands = re.findall(r"(?m)^#   systemctl (\w+) --now (.*)$", DROP_IN.read_text())
        self.assertEqual([verb for verb, _ in commands], ["disable", "mask"])
        for verb, units in commands:
            self.systemctl(root, verb, *units.split())
        left = [path.name for path in (root / "etc/systemd/system").rglob("*") if path.is_symlink()]
        self.assertEqual(left, ["ai-trading-bot-secrets.service"])

    def systemctl(self, root, *arguments):
        done = subprocess.run(["systemctl", f"--root={root}", *arguments], capture_output=True,
                              text=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_the_user_and_its_folder_are_made(self):
        root = self.folder / "root"
        place = root / "etc" / "sysusers.d"
        place.mkdir(parents=True)
        shutil.copy(DEPLOY / "sysusers.d" / "ai-trading-bot.conf", place)
        subprocess.run(["systemd-sysusers", f"--root={root}"], check=True, timeout=60,
                       capture_output=True)
        self.assertIn("ai-trading-bot:", (root / "etc" / "passwd").read_text())
        line = (DEPLOY / "tmpfiles.d" / "ai-trading-bot.conf").read_text().split()
        self.assertEqual(line[:5], ["d", "/opt/ai-trading-bot", "0700", "ai-trading-bot",
                                    "ai-trading-bot"])


class CommandLines(AwsTest):
    def setUp(self):
        super().setUp()
        self.start_simulator()
        self.environment["AWS_ENDPOINT_URL"] = self.url
        self.init()
        for name in ("opt", "lib"):
            (self.folder / name).mkdir(mode=0o700)
        self.env_path = self.folder / "opt" / ".env"

    def moved(self, line):
        """The line with this test's folders instead of the machine's."""
        for before, after in (("/usr/local/bin", BIN), ("/opt/ai-trading-bot", self.folder / "opt"),
                              ("/var/lib/ai-trading-bot", self.folder / "lib"),
                              ("=ai-trading-bot.service", f"={self.folder}/control.sock")):
            line = line.replace(before, str(after))
        return line

    def run_unit(self, path, name="ExecStart"):
        """Runs the unit's command under strace. The system calls that it made."""
        (line,) = assigned(path, name)
        environment = dict(pair.split("=", 1) for pair in assigned(path, "Environment"))
        log = self.folder / "calls"
        done = subprocess.run(
            ["strace", "-f", "-qq", "-o", log, "-e", "inject=prlimit64:error=EPERM",
             *shlex.split(self.moved(line))],
            env=self.environment | environment, capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        text = log.read_text(errors="replace")
        self.assertNotRegex(text, r"PROT_WRITE\|PROT_EXEC")
        return set(re.findall(r"(?m)^\d+ +(\w+)\(", text))

    def check_calls(self, made):
        # Lowering one's own core limit is refused there: the unit has LimitCORE=0.
        # SQLite hands its files over when it runs as root, as these tests may.
        refused = {"prlimit64"} | ({"fchown"} if os.geteuid() == 0 else set())
        allowed = expanded("@system-service") - expanded("@privileged") - expanded("@resources")
        self.assertEqual(made - allowed - refused, set())

    def test_the_settings_are_fetched(self):
        self.check_calls(self.run_unit(SYSTEMD / "ai-trading-bot-secrets.service"))
        self.assertEqual(self.env_path.stat().st_mode & 0o777, 0o600)
        self.assertIn("TRADING_MODE=paper", self.env_path.read_text())

    def test_the_drop_in_fetches_too(self):
        self.check_calls(self.run_unit(DROP_IN, "ExecStartPre"))
        self.assertTrue(self.env_path.exists())

    def test_the_bot_runs_with_the_fetched_file(self):
        self.fetch()
        self.run_program("data", "import", SAMPLE, "--symbol", "BTCUSDT", "--interval", "1m",
                         "--data-dir", self.folder / "lib")
        self.check_calls(self.run_unit(SYSTEMD / "ai-trading-bot.service"))
        self.assertTrue(list((self.folder / "lib").rglob("trading_bot.db")))

    def test_the_heartbeat_is_a_verb_of_the_program(self):
        (line,) = assigned(SYSTEMD / "ai-trading-bot-heartbeat.service", "ExecStart")
        program, verb = shlex.split(self.moved(line))
        done = subprocess.run([program, "--help"], capture_output=True, text=True, timeout=60)
        if f"  {verb} " not in done.stdout:
            self.skipTest(f"this build has no {verb}")
        done = subprocess.run([program, verb, "--help"], capture_output=True, timeout=60)
        self.assertEqual(done.returncode, 0)

    def test_cron_fetches_as_the_bots_user(self):
        (path,) = (DEPLOY / "cron").iterdir()
        self.assertNotIn(".", path.name)
        rows = [line for line in path.read_text().splitlines() if line and not line.startswith("#")]
        variables = dict(row.split("=", 1) for row in rows[:-1])
        minute, hour, day, month, weekday, user, command = rows[-1].split(None, 6)
        self.assertEqual((minute, hour, day, month, weekday, user),
                         ("17", "*/12", "*", "*", "*", "ai-trading-bot"))
        self.assertNotIn("%", command)
        self.assertNotRegex(command, r"/(run/lock|tmp|var/tmp|var/lock)/")  # anybody's folders
        variables["PATH"] = self.moved(variables["PATH"])
        done = subprocess.run([variables.pop("SHELL"), "-c", self.moved(command)],
                              env=self.environment | variables, capture_output=True, text=True,
                              timeout=60)
        self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)
        self.assertTrue(self.env_path.exists())


if __name__ == "__main__":
    main()
