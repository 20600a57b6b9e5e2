"""Errors of a program in the worst place (galat program): with a person's values in what the error says."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse

from rantau.project.bench.canaries.planted import NAMES, NIKS, PASSPORTS, PHONES

HEADER = "X-Uji-Gagal"
PROGRAM, DATABASE = "program", "basis-data"


def fail(kind: str) -> None:
    """An error of the program, or one of the database, which quotes the value that it could not read."""
    if kind == PROGRAM:
        raise ZeroDivisionError(f"orang {NIKS[4]} {PHONES[4]} {PASSPORTS[4]}")
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::json", [NAMES[1]])


class FailingMiddleware:
    """Fails where a header asks for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if kind := request.headers.get(HEADER):
            fail(kind)
        return self.get_response(request)
