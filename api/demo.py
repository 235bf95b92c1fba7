"""``make demo``: the sample reports in, three answers and a page out, as a newcomer would type it."""

import shlex
import subprocess
import sys
from pathlib import Path

from .commands.common import existing

STORE = Path("demo-store")
# The demo follows one person of the samples from his name to what is said to have happened to him.
_PERSON = "MATCH (p:Person) WHERE p.name = 'Emil Solen' RETURN p.id AS id ORDER BY id LIMIT 1"
_EVENT = (
    "MATCH (p:Person {id: $person})-[part:VICTIM_IN]->(e:Event)<-[:ALLEGED_PERPETRATOR_OF]-() "
    "RETURN e.id AS id ORDER BY size(part.claim_ids) DESC, id LIMIT 1"
)


def main() -> int:
    """Runs the demo; the exit code of the first command that fails, else 0."""
    code = _casegraph("ingest", "samples")
    if code:
        return code
    with existing(STORE) as parts:
        person = str(parts.store.read(_PERSON).rows[0][0])
        event = str(parts.store.read(_EVENT, {"person": person}).rows[0][0])
    commands = (
        ("query", "Q10", "--param", f"person_id={person}"),
        ("query", "Q16", "--param", f"event_id={event}"),
        ("query", "Q30", "--param", "measure=killed"),
        ("view", "--output", str(STORE / "picture.html")),
    )
    return next(filter(None, (_casegraph(*command) for command in commands)), 0)


def _casegraph(*arguments: str) -> int:
    command = [*arguments, "--store", str(STORE)]
    sys.stdout.write(f"\n$ casegraph {shlex.join(command)}\n")
    sys.stdout.flush()
    return subprocess.run([sys.executable, "-m", "api.cli", *command], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
