"""An aws-simulator of its own for each test, and ai-trading-bot-secrets asked against it."""
import json
import subprocess

from programs import BIN, GUIDE_SETTINGS, ProgramTest

SECRETS = BIN / "ai-trading-bot-secrets"
# Credentials of AWS's published signing examples, which the simulator takes.
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_REGION": "us-east-1",
               "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"}


class AwsTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.environment |= CREDENTIALS | {"AWS_MAX_ATTEMPTS": "1"}
        self.env_path = self.folder / ".env"

    def start_simulator(self, *options):
        """Its URL; `self.simulator` is the process."""
        self.simulator = subprocess.Popen([str(BIN / "aws-simulator"), "--port", "0", *options],
                                          stdout=subprocess.PIPE, text=True)
        self.addCleanup(self.stop_simulator)
        self.ready = json.loads(self.simulator.stdout.readline())
        self.url = self.ready["url"]
        return self.url

    def stop_simulator(self):
        if self.simulator.poll() is None:
            self.simulator.terminate()
            self.simulator.wait(10)
        self.simulator.stdout.close()

    def secrets(self, *arguments, code=0, stdin="", **environment):
        """Runs ai-trading-bot-secrets; the test fails when it ends with another exit code."""
        done = subprocess.run(
            [str(SECRETS), *map(str, arguments), "--endpoint-url", self.url], input=stdin,
            capture_output=True, text=True, timeout=60, start_new_session=True,
            env=self.environment | environment)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done

    def init(self, settings=None, *arguments, **options):
        return self.secrets("init", "--from-json", "-", *arguments,
                            stdin=json.dumps(settings or GUIDE_SETTINGS), **options)

    def fetch(self, *arguments, **options):
        return self.secrets("fetch", "--env-file", self.env_path, *arguments, **options)

    def put_settings(self, settings, secret="ai-trading-bot/staging"):
        """A new version of the secret, as any AWS client would write it."""
        subprocess.run(
            ["/usr/bin/aws", "secretsmanager", "put-secret-value", "--endpoint-url", self.url,
             "--secret-id", secret, "--secret-string", json.dumps(settings)],
            env=self.environment | {"AWS_DEFAULT_REGION": "us-east-1"}, check=True,
            capture_output=True, timeout=60)
