"""Somebody who owns the database tampers with the trace: both verifiers see it. `rantau bench audit` tries 1,000."""

from __future__ import annotations

import threading

import pytest

from rantau.project.bench.audit import faults_of_chains, fill_trace, tamper, write_events
from rantau.project.bench.tampering import TAMPERINGS


@pytest.mark.parametrize("seed", [1, 2])
def test_every_way_of_tampering_is_seen(transactional_db, database_urls, tmp_path, seed):
    fill_trace(tmp_path, events=40, points=4)
    report = tamper(database_urls.admin, tmp_path, count=len(TAMPERINGS), seed=seed)
    assert report.unseen == []
    assert len(report.tried) == len(TAMPERINGS)


def test_many_writers_give_one_chain(transactional_db):
    from django.db import connections

    def write() -> None:
        write_events(25)
        connections.close_all()

    writers = [threading.Thread(target=write) for _ in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    from rantau.platform.audit.models import Head

    assert faults_of_chains() == []
    assert list(Head.objects.values_list("chain", "seq")) == [("sistem", 150)]
