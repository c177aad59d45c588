"""What deploy/ describes: each file held by its own linter, and all of them by one another."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import yaml

from deploy.healthy import is_healthy
from tests.support.factories import PROJECT

DEPLOY = PROJECT / "deploy"
IMAGE, NGINX, ONE, MANY = (
    (DEPLOY / name).read_text(encoding="utf-8")
    for name in ("Containerfile", "nginx.conf", "compose.yaml", "kubernetes.yaml")
)
COMPOSE = yaml.safe_load(ONE)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
PAGES = {name: service for name, service in SERVICES.items() if name != "front"}
KINDS = {each["kind"]: each for each in yaml.safe_load_all(MANY)}
POD = KINDS["Deployment"]["spec"]["template"]
(CONTAINER,) = POD["spec"]["containers"]
# The Host is passed on as it came, since a websocket is compared with it; addresses are numbers.
LINTERS = {
    "Containerfile": ("hadolint", "--failure-threshold", "style"),
    "nginx.conf": ("gixy", "--skips", "host_spoofing,missing_resolver"),
    "compose.yaml": ("check-jsonschema", "--builtin-schema", "vendor.compose-spec"),
    "kubernetes.yaml": ("kubernetes-validate", "--strict"),
}


def faults(path: Path) -> str:
    """What its linter has against a file, or a blank."""
    program, *options = LINTERS[path.name]
    done = subprocess.run(
        [str(Path(sys.executable).with_name(program)), *options, str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    told = done.stdout + done.stderr
    # Of a kind that it does not know, kubernetes-validate only warns.
    return told if done.returncode or "WARN" in told else ""


@pytest.mark.parametrize("name", LINTERS)
def test_file_passes_its_linter(name: str) -> None:
    assert faults(DEPLOY / name) == ""


@pytest.mark.parametrize(
    ("name", "sound", "broken"),
    [
        ("Containerfile", "python:3.11-slim-bookworm AS", "python AS"),
        ("Containerfile", "WORKDIR /page", "WORKDIR page"),
        ("Containerfile", "USER 10001:10001", "USER root"),
        ("nginx.conf", "server_tokens off", "server_tokens on"),
        ("nginx.conf", "location @anybody {", "location @anybody { add_header A b;"),
        ("compose.yaml", "read_only: true", "readonly: true"),
        ("compose.yaml", "mem_limit: 768m", "mem_limit: [768m]"),
        ("kubernetes.yaml", "readOnlyRootFilesystem", "readOnlyRootFileSystem"),
        ("kubernetes.yaml", "minReplicas: 3", "minReplicas: three"),
        ("kubernetes.yaml", "autoscaling/v2", "autoscaling/v9"),
    ],
)
def test_linter_finds_a_fault(tmp_path: Path, name: str, sound: str, broken: str) -> None:
    text = (DEPLOY / name).read_text(encoding="utf-8")
    assert sound in text
    (tmp_path / name).write_text(text.replace(sound, broken), encoding="utf-8")
    assert faults(tmp_path / name)


def test_containers_may_do_nothing_but_their_work() -> None:
    for service in SERVICES.values():
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert int(service["mem_limit"].removesuffix("m")) < 1_000
    assert POD["spec"]["securityContext"]["runAsNonRoot"]
    assert POD["spec"]["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert CONTAINER["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert CONTAINER["resources"]["limits"]["memory"] == f"{PAGES['page-1']['mem_limit']}i".title()


def test_image_is_run_as_the_one_user_that_it_names() -> None:
    (user,) = re.findall(r"^USER (.+)$", IMAGE, re.MULTILINE)
    context = POD["spec"]["securityContext"]
    assert user == f"{context['runAsUser']}:{context['runAsGroup']}"


def test_image_has_one_placeholder_for_a_name() -> None:
    named = {service["image"] for service in PAGES.values()} | {CONTAINER["image"]}
    (name,) = named
    assert name.startswith("example.org/")
    assert f"-t {name}" in IMAGE


def test_secret_is_the_same_for_all_and_stands_nowhere() -> None:
    (secret,) = {
        service["environment"]["STREAMLIT_SERVER_COOKIE_SECRET"] for service in PAGES.values()
    }
    assert re.fullmatch(r"\$\{COOKIE_SECRET:\?.+\}", secret)
    given = {each["name"]: each for each in CONTAINER["env"]}["STREAMLIT_SERVER_COOKIE_SECRET"]
    assert given["valueFrom"] == {"secretKeyRef": {"name": "trade", "key": "cookie-secret"}}
    assert "Secret" not in KINDS
    assert given.keys() == {"name", "valueFrom"}


def test_nginx_knows_just_the_replicas_that_there_are() -> None:
    addresses = {f"{page['networks']['inside']['ipv4_address']}:8501" for page in PAGES.values()}
    assert len(addresses) == len(PAGES) == 3
    assert {*re.findall(r"\d+\.\d+\.\d+\.\d+:\d+", NGINX)} == addresses
    for address in addresses:
        assert NGINX.count(address) == 3


def test_health_is_asked_in_the_same_words_everywhere() -> None:
    asked = json.loads(re.findall(r"HEALTHCHECK .* CMD (\[.+\])", IMAGE)[0])
    probes = [CONTAINER[f"{kind}Probe"] for kind in ("startup", "readiness", "liveness")]
    assert [probe["exec"]["command"] for probe in probes] == [asked] * 3
    assert not any("httpGet" in probe for probe in probes)


def test_manifests_speak_of_the_same_pods() -> None:
    labels = POD["metadata"]["labels"]
    assert KINDS["Deployment"]["spec"]["selector"]["matchLabels"] == labels
    assert KINDS["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"] == labels
    assert KINDS["Service"]["spec"]["selector"] == labels
    target = KINDS["HorizontalPodAutoscaler"]["spec"]["scaleTargetRef"]
    assert target["name"] == KINDS["Deployment"]["metadata"]["name"]


@pytest.fixture
def answering() -> Iterator[tuple[str, list[tuple[int, bytes]]]]:
    """A port at which something answers, and what it answers."""
    answers: list[tuple[int, bytes]] = []

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = answers.pop()
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield str(server.server_port), answers
        server.shutdown()


@pytest.mark.parametrize(
    ("status", "body", "is_well"),
    [(200, b"ok", True), (200, b"<html>", False), (200, b"ok?", False), (503, b"ok", False)],
)
def test_health_is_judged_by_the_body(
    answering: tuple[str, list[tuple[int, bytes]]], status: int, body: bytes, is_well: bool
) -> None:
    port, answers = answering
    answers.append((status, body))
    assert is_healthy(port) == is_well


def test_health_of_nobody_is_an_exit_code(answering: tuple[str, list[tuple[int, bytes]]]) -> None:
    port, answers = answering
    script = [sys.executable, str(DEPLOY / "healthy.py")]
    answers.append((200, b"ok"))
    assert subprocess.run([*script, port], check=False).returncode == 0
    assert subprocess.run([*script, "1"], check=False).returncode == 1


def test_health_without_a_port_is_that_of_streamlit_s_own() -> None:
    script = [sys.executable, str(DEPLOY / "healthy.py")]
    done = subprocess.run(script, capture_output=True, check=False)
    assert (done.returncode in (0, 1), done.stderr) == (True, b"")
