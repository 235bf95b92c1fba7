"""docker-compose.yml and what belongs to it, checked without a container engine."""

import ipaddress
import re
import runpy
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from .tree import ROOT

COMPOSE = ROOT / "docker-compose.yml"
SERVICES = ("neo4j", "api")
DIGEST = re.compile(r"@sha256:(?:[0-9a-f]{64}|\$\{[A-Z0-9_]+:\?[^}]+\})$")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def _stages() -> list[list[str]]:
    """The Dockerfile's instructions, a list for each stage."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    stages: list[list[str]] = []
    for line in text.splitlines():
        if line.startswith("FROM "):
            stages.append([])
        if line and not line.startswith("#") and stages:
            stages[-1].append(line)
    return stages


def _published(service: dict[str, Any]) -> list[str]:
    return [str(port) for port in service["ports"]]


def test_it_follows_the_published_schema() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(COMPOSE)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_it_holds_the_two_services(compose: dict[str, Any]) -> None:
    assert tuple(compose["services"]) == SERVICES


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_has_no_rights_to_gain(compose: dict[str, Any], name: str) -> None:
    service = compose["services"][name]
    user, group = service["user"].split(":")
    assert int(user) > 0 and int(group) > 0
    assert service["cap_drop"] == ["ALL"] and "cap_add" not in service and "privileged" not in service
    assert service["security_opt"] == ["no-new-privileges:true"]


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_bounded_and_watched(compose: dict[str, Any], name: str) -> None:
    service = compose["services"][name]
    assert re.fullmatch(r"\d+[mg]", service["mem_limit"])
    assert service["pids_limit"] > 0
    assert service["healthcheck"]["test"][0] == "CMD" and service["healthcheck"]["retries"] > 0
    assert service["logging"] == {"driver": "local"}, "logs that are rotated"


@pytest.mark.parametrize("name", SERVICES)
def test_ports_are_open_to_this_machine_only(compose: dict[str, Any], name: str) -> None:
    for port in _published(compose["services"][name]):
        address, outside, inside = port.split(":")
        assert ipaddress.ip_address(address).is_loopback and outside == inside


def test_the_api_cannot_change_its_own_files(compose: dict[str, Any]) -> None:
    api = compose["services"]["api"]
    assert api["read_only"] is True
    assert api["volumes"] == ["casegraph_data:/data"] and api["environment"]["CASEGRAPH_STORE"] == "/data"


def test_the_api_waits_for_a_healthy_neo4j_and_calls_it_by_name(compose: dict[str, Any]) -> None:
    api = compose["services"]["api"]
    assert api["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert api["environment"]["CASEGRAPH_NEO4J_URI"] == "bolt://neo4j:7687"
    assert set(compose["services"]["neo4j"]["networks"]) & set(api["networks"])


def test_images_are_named_by_digest_and_never_latest(compose: dict[str, Any]) -> None:
    bases = [instruction.split()[1] for stage in _stages() for instruction in stage if instruction.startswith("FROM ")]
    assert len(bases) == 2
    images = [compose["services"]["neo4j"]["image"], *bases]
    assert not any("latest" in image for image in images)
    assert DIGEST.search(images[0])
    assert {base.partition("@")[2] for base in bases} == {"sha256:${PYTHON_DIGEST}"}
    assert compose["services"]["api"]["build"]["args"]["PYTHON_DIGEST"].startswith("${PYTHON_DIGEST:?")


def test_no_secret_stands_in_it(compose: dict[str, Any]) -> None:
    for name in SERVICES:
        for key, value in compose["services"][name]["environment"].items():
            if re.search("AUTH|PASSWORD|TOKEN|SECRET", key):
                assert key.endswith("_FILE") and value.startswith("/run/secrets/")
                assert value.removeprefix("/run/secrets/") in compose["services"][name]["secrets"]


def test_each_secret_is_a_file_that_is_made_and_never_committed(compose: dict[str, Any], tmp_path: Path) -> None:
    make = runpy.run_path(str(ROOT / "docker" / "make_secrets.py"))["make_secrets"]
    folder = tmp_path / "secrets"
    made = {path.name: path.read_text(encoding="ascii") for path in make(folder)}
    assert {f"./secrets/{name}" for name in made} == {secret["file"] for secret in compose["secrets"].values()}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert made["neo4j_auth"] == f"neo4j/{made['neo4j_password']}"
    assert re.fullmatch("[0-9a-f]{48}", made["neo4j_password"]) and re.fullmatch("[0-9a-f]{64}", made["api_token"])
    assert make(folder) == [], "a second call keeps what is there"
    assert {path.name: path.read_text(encoding="ascii") for path in folder.iterdir()} == made
    assert "secrets/" in (ROOT / ".gitignore").read_text(encoding="ascii").splitlines()


def test_the_image_runs_as_nobody_special_from_hashed_pins() -> None:
    build, run = _stages()
    installs = [part for line in build for part in re.split("&&", line) if " install " in part and " -r " in part]
    assert len(installs) == 2
    assert all("--require-hashes" in part and "--only-binary :all:" in part for part in installs)
    assert [line for line in run if line.startswith("USER ")] == ["USER 10001:10001"]
    assert not any("apt" in line or "pip" in line for line in run)


def test_only_what_the_image_is_made_from_is_sent_to_the_engine() -> None:
    rules = (ROOT / ".dockerignore").read_text(encoding="ascii").splitlines()
    assert next(rule for rule in rules if not rule.startswith("#")) == "*"
    for name in (rule[1:].rstrip("/") for rule in rules if rule.startswith("!")):
        assert (ROOT / name).exists(), name
