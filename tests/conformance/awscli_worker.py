"""Debian's `aws` in one process for many calls: a new Python for each of them takes minutes. A process
of its own, because awscli puts its own botocore in place of the one that boto3 uses.

Reads lines of {"environment": {…}, "arguments": […]}, writes lines of {"status", "output", "errors"}.
"""

import contextlib
import io
import json
import os
import sys

import awscli.clidriver

inherited = dict(os.environ)
for line in sys.stdin:
    call = json.loads(line)
    output, errors = io.StringIO(), io.StringIO()
    os.environ.clear()
    os.environ.update(inherited | call["environment"])
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
        status = awscli.clidriver.create_clidriver().main(call["arguments"])
    answer = {"status": status, "output": output.getvalue(), "errors": errors.getvalue()}
    print(json.dumps(answer), flush=True)
