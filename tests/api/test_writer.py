"""Changes happen one after the other, and only a few wait."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import anyio
import httpx2
import pytest

from api.app import create_app
from api.problems import Busy
from api.wiring import Parts
from api.writer import MAX_WAITING, Writer
from tests.api.served import serving
from tests.readings import ONE


def test_the_queue_is_short(filled_parts: Parts) -> None:
    held, done = Event(), []

    async def scenario() -> None:
        writer = Writer(filled_parts)
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(writer.run, held.wait)
            for number in range(MAX_WAITING):
                tasks.start_soon(writer.run, lambda number=number: done.append(number))
            await anyio.wait_all_tasks_blocked()
            with pytest.raises(Busy):
                await writer.run(lambda: None)
            assert done == []
            held.set()

    anyio.run(scenario)
    assert done == list(range(MAX_WAITING))


def test_the_same_report_sent_by_many_at_once_is_read_once(fresh_parts: Parts) -> None:
    with serving(create_app(fresh_parts)) as address, httpx2.Client(base_url=address, timeout=60) as client:

        def send(number: int) -> int:
            return client.post("/v1/reports", files={"file": (f"{number}.txt", ONE.encode())}).status_code

        with ThreadPoolExecutor(8) as senders:
            assert Counter(senders.map(send, range(8))) == {201: 1, 200: 7}
        assert len(client.get("/v1/reports").json()["items"]) == 1
