"""Outcomes made comparable: what differs from run to run is masked, each thing consistently, and what
clients write in different ways is written in one."""

import datetime
import json
import re
import urllib.parse

ISO = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$")
# The random parts of names: of a secret's ARN, of keys and principals, UUIDs, epochs.
RANDOM = re.compile(
    r"(?P<secret>:secret:[\w/+=.@-]*-)(?P<suffix>[A-Za-z0-9]{6})\b"
    r"|\b(?P<kind>A(?:KIA|SIA|ROA|IDA|NPA|IPA))[A-Z0-9]{8,}\b"
    r"|\b(?P<seconds>1\d{9})\b"
    r"|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
# IAM's documents: some clients decode them, some hand them on as they came.
DOCUMENTS = {"PolicyDocument", "Document", "AssumeRolePolicyDocument"}
# Only its length can be compared. Continuation tokens: only that there is one.
LENGTH_ONLY = {"SecretAccessKey", "SessionToken", "RandomPassword"}
OPAQUE = {"NextToken", "nextToken", "Marker", "EventId", "eventId"}
MILLISECONDS = {"creationTime", "timestamp", "ingestionTime"}
# Of a trail's event: who did what. Clients differ in the rest by design, as in userAgent.
OF_EVENT = ("eventSource", "eventName", "errorCode", "userIdentity", "requestParameters",
            "responseElements", "readOnly", "awsRegion")


class NormalForm:
    """Of all outcomes of one run of a scenario; `normalise` is called in the order of the steps."""

    def __init__(self):
        self.began = datetime.datetime.now(datetime.timezone.utc)
        self.known = {}

    def normalise(self, value, place, key=""):
        """@param place  names the random parts that appear here for the first time"""
        if isinstance(value, dict):
            return self.of_object(value, place)
        if isinstance(value, list):
            return [self.normalise(item, f"{place}.{number}") for number, item in enumerate(value)]
        if key in MILLISECONDS and isinstance(value, (int, float)):
            return self.of_time(datetime.datetime.fromtimestamp(value / 1000, datetime.timezone.utc))
        return self.of_text(value, place, key) if isinstance(value, str) else value

    def of_object(self, value, place):
        """Absent, null and empty lists and objects are one: clients differ in which they give."""
        made = {key: self.normalise(value[key], f"{place}.{key}", key) for key in sorted(value)}
        return {key: item for key, item in made.items() if item is not None and item not in ([], {})}

    def of_text(self, text, place, key):
        if key in LENGTH_ONLY:
            return f"<{len(text)} characters>"
        if key in OPAQUE:
            return f"<{key}>"
        if key in DOCUMENTS:
            return json.loads(urllib.parse.unquote(text))
        if key == "CloudTrailEvent":
            event = json.loads(text)
            return self.normalise({part: event.get(part) for part in OF_EVENT}, place)
        if ISO.match(text):
            text = re.sub(r"\.\d+", "", text).replace("Z", "+00:00")
            return self.of_time(datetime.datetime.fromisoformat(text), key)
        return RANDOM.sub(lambda found: self.named(found, place), text)

    def named(self, found, place):
        if found["kind"] or found["seconds"]:
            return f"<{found['kind'] or 'seconds'}>"
        text = found["suffix"] or found.group()
        return (found["secret"] or "") + self.known.setdefault(text, f"<{place}>")

    def of_time(self, time, key=""):
        """Relative to the run: to the hour, or the day where it is one."""
        if key == "Timestamp" and time.minute == time.second == 0:
            return "<full hour>"  # of a period of one: which hour depends on the minute of the run
        if key == "LastAccessedDate":
            return f"<day {(time.date() - self.began.date()).days:+d}>"
        return f"<hour {round((time - self.began).total_seconds() / 3600):+d}>"


def carried(ours, full):
    """Whether our types say the same as a full answer, as far as they carry it: a member that is empty
    with us may be absent there; every other must be equal."""
    if isinstance(ours, dict):
        return isinstance(full, dict) and all(
            carried(item, full[key]) if key in full else is_empty(item)
            for key, item in ours.items())
    if isinstance(ours, list):
        return isinstance(full, list) and len(ours) == len(full) and all(map(carried, ours, full))
    return ours == full


def is_empty(value):
    if isinstance(value, list):
        return False  # of_object left out the empty ones
    if isinstance(value, dict):
        return all(map(is_empty, value.values()))
    return value in ("", False, 0)
