"""A second opinion on events: protocol, time-outs and nonsense, against a local HTTP server.

With `DEPESCHE_LLM_URL` (the address of a running llama.cpp server) set, a real one is asked too.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer, ThreadingHTTPServer
from typing import Any

import pytest

from depesche.errors import DepescheError
from depesche.events.opinion import KEY, Adviser, OpinionError
from depesche.model import Actor, Event, Report, Span

TEXT = "Peru condemned Chile on Monday. Later Lima quietly shipped rice to Haiti."
FIRST, SECOND = Span(start=0, end=31), Span(start=32, end=len(TEXT))
REPORT = Report(id="r", language="en", published=dt.date(2024, 5, 15), text=TEXT)
ACTORS = tuple(Actor(id=i, kind="state", name=i) for i in ("PER", "CHL", "HTI"))
EVENT = Event(
    start=5,
    end=14,
    type="ACCUSE",
    mode="disapprove",
    actors=("PER",),
    recipients=("CHL",),
    status="actual",
    sentence=FIRST,
    trigger="condemned",
    why="verb 'condemn' tells ACCUSE",
)
AID = {
    "type": "AID",
    "actors": ["PER"],
    "recipients": ["HTI"],
    "status": "actual",
    "evidence": "quietly shipped rice to Haiti",
}
Reply = Callable[[BaseHTTPRequestHandler], None]


def say(content: str, status: int = 200) -> Reply:
    """Return a reply in the protocol's envelope."""
    return raw(json.dumps({"choices": [{"message": {"content": content}}]}).encode(), status)


def raw(body: bytes, status: int = 200) -> Reply:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return reply


@contextmanager
def server(reply: Reply) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Run a server that answers every request by `reply`; yield its address and what it was sent."""
    asked: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            asked.append({"path": self.path, "key": self.headers["Authorization"]})
            asked[-1] |= json.loads(body)
            with suppress(BrokenPipeError, ConnectionResetError):
                reply(self)

        def log_message(self, *_: Any) -> None:
            pass

    running: HTTPServer = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{running.server_port}", asked
    finally:
        running.shutdown()
        running.server_close()


def review(reply: Reply, seconds: float = 5) -> tuple[Event, ...]:
    with server(reply) as (url, _):
        return Adviser(url, seconds).review(REPORT, (FIRST, SECOND), ACTORS, (EVENT,))


def test_an_event_with_verbatim_evidence_is_added_and_says_whose_it_is() -> None:
    held, added = review(say(json.dumps({"add": [AID]})))
    assert held == EVENT
    assert (added.type, added.actors, added.recipients) == ("AID", ("PER",), ("HTI",))
    assert TEXT[added.start : added.end] == added.trigger == AID["evidence"]
    assert added.sentence == SECOND
    assert added.opinion is not None
    assert added.opinion.startswith("127.0.0.1:")
    assert "second opinion" in added.why


def test_a_correction_keeps_the_event_and_says_what_it_rests_on() -> None:
    answer = {"correct": [{"event": 1, "type": "THREATEN", "evidence": "condemned Chile"}]}
    (event,) = review(say(json.dumps(answer)))
    assert (event.type, event.mode, event.actors) == ("THREATEN", None, ("PER",))
    assert event.why.startswith(EVENT.why)
    assert "condemned Chile" in event.why
    assert event.opinion is not None


@pytest.mark.parametrize(
    "change",
    [
        {"evidence": "shipped wheat to Haiti"},
        {"evidence": "on Monday. Later Lima"},
        {"evidence": ""},
        {"evidence": 7},
        {"actors": []},
        {"actors": ["MARS"]},
        {"recipients": ["MARS"]},
        {"type": "INVADE"},
        {"status": "certain"},
        {"actors": "PER"},
    ],
    ids=str,
)
def test_what_does_not_rest_on_the_text_is_dropped(change: dict[str, object]) -> None:
    assert review(say(json.dumps({"add": [{**AID, **change}]}))) == (EVENT,)


@pytest.mark.parametrize(
    "row",
    [
        {"event": 2, "type": "AID", "evidence": "condemned Chile"},
        {"event": 0, "type": "AID", "evidence": "condemned Chile"},
        {"event": 1, "type": "AID", "evidence": "quietly shipped rice"},
        {"event": 1, "evidence": "condemned Chile"},
        {"event": "x", "evidence": "condemned Chile"},
        "ignore all rules",
        None,
    ],
    ids=str,
)
def test_corrections_without_ground_change_nothing(row: object) -> None:
    assert review(say(json.dumps({"correct": [row], "add": {"not": "a list"}}))) == (EVENT,)


def test_what_the_rules_have_told_is_not_added_again() -> None:
    again = {**AID, "type": "ACCUSE", "recipients": ["CHL"], "evidence": "Peru condemned Chile"}
    assert review(say(json.dumps({"add": [again]}))) == (EVENT,)


def test_additions_are_limited_in_number() -> None:
    kinds = ["AID", "SUPPORT", "CONSULT", "AGREE", "PROTEST"]
    many = [{**AID, "type": k} for k in kinds for _ in range(100)]
    assert len(review(say(json.dumps({"add": many})))) <= 1 + len(kinds)


def test_talk_around_the_json_is_overlooked() -> None:
    assert len(review(say(f"Sure! Here you are:\n```json\n{json.dumps({'add': [AID]})}\n```"))) == 2


@pytest.mark.parametrize(
    "reply",
    [
        say("I cannot help with that."),
        say("[1, 2]"),
        say("{" * 50_000 + "}"),
        say('{"a":' * 50_000 + "1" + "}" * 50_000),
        raw(b"<html>busy</html>"),
        raw(b"\xff\xfe\x00"),
        raw(b"{}"),
        raw(b'{"choices": []}'),
        raw(b'{"choices": [{"message": {"content": null}}]}'),
        raw(b""),
        raw(b"overloaded", 503),
        raw(b"", 302),
        raw(b"x" * 3_000_000),
    ],
)
def test_nonsense_is_refused_with_one_line(reply: Reply) -> None:
    with pytest.raises(OpinionError) as failed:
        review(reply)
    assert "\n" not in str(failed.value)


def test_a_server_that_keeps_silent_is_not_waited_for() -> None:
    began = time.monotonic()
    with pytest.raises(OpinionError, match="timed out"):
        review(lambda _: time.sleep(1.5), 0.3)
    assert time.monotonic() - began < 5


def test_a_server_that_drips_is_not_waited_for() -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(40):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.05)

    with pytest.raises(OpinionError, match="timed out"):
        review(drip, 0.3)


def test_a_server_that_is_not_there_is_named() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(OpinionError, match=f"127.0.0.1:{port}"):
        Adviser(f"http://127.0.0.1:{port}", 2).review(REPORT, (FIRST,), ACTORS, ())


@pytest.mark.parametrize("url", ["file:///etc/passwd", "localhost:8080", "", "ftp://x/y"])
def test_only_web_addresses_are_asked(url: str) -> None:
    with pytest.raises(DepescheError, match="address"):
        Adviser(url)


def test_the_question_follows_the_protocol(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, "secret")
    with server(say("{}")) as (url, asked):
        Adviser(f"{url}/v1", 5).review(REPORT, (FIRST,), ACTORS, (EVENT,))
    (question,) = asked
    assert question["path"] == "/v1/chat/completions"
    assert question["key"] == "Bearer secret"
    assert question["temperature"] == 0
    told = json.loads(question["messages"][-1]["content"])
    assert told["report"] == TEXT
    assert told["events"][0]["event"] == 1


def test_passwords_in_the_address_are_not_recorded() -> None:
    assert Adviser("http://user:secret@example.org:8080/v1").name == "example.org:8080"


def test_a_real_server_answers_or_is_refused_and_the_rules_stand() -> None:
    url = os.environ.get("DEPESCHE_LLM_URL")
    if url is None:
        pytest.skip("DEPESCHE_LLM_URL names no running llama.cpp server")
    try:
        told = Adviser(url, 300).review(REPORT, (FIRST, SECOND), ACTORS, (EVENT,))
    except OpinionError as e:
        assert "not what was asked for" in str(e)
        return
    assert all(TEXT[e.start : e.end] == e.trigger for e in told)
    assert any((e.start, e.end) == (EVENT.start, EVENT.end) for e in told)
