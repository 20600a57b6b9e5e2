"""The command `rantau bench pages`: every page that each role reaches, in a browser, as on a phone and on a desk."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from rantau.project.bench.pages.crawling import Looked, crawl
from rantau.project.bench.pages.looking import Weights
from rantau.project.bench.scratch import Scratch, scratch_installation
from rantau.project.bench.site import Site

PUBLIC = "tanpa akun"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


@click.command()
@click.option("--each", default=3, show_default=True, help="Contoh dari tiap pola alamat, tiap peran.")
@click.option("--role", "roles", multiple=True, help="Hanya peran ini, misalnya operator_desa.")
@click.option("--json", "out", type=click.Path(path_type=Path), help="Simpan semua halaman ke berkas ini.")
def command(each: int, roles: tuple[str, ...], out: Path | None) -> None:
    """Buka semua halaman tiap peran pada 360 dan 1280 px: pelanggaran axe, yang terlalu lebar, dan beratnya."""
    looked = []
    with scratch_installation() as scratch:
        for one in _look(scratch, each, roles):
            looked.append(one)
            click.echo(_line(one))
    bad = [one for one in looked if one.wrong or one.heavy or one.status != 200]
    patterns = len({one.pattern for one in looked})
    click.echo(
        f"{len(looked)} halaman, {patterns} pola alamat, {len({one.role for one in looked})} peran; "
        f"paling berat {max(one.first_kb for one in looked):.1f} kB pertama, "
        f"{max(one.next_kb for one in looked):.1f} kB berikutnya; {len(bad)} yang tidak sebagaimana mestinya."
    )
    if out:
        out.write_text(json.dumps([_told(one) for one in looked], ensure_ascii=False, indent=1))
    sys.exit(1 if bad else 0)


def _look(scratch: Scratch, each: int, roles: tuple[str, ...]) -> Iterator[Looked]:
    import django
    from playwright.sync_api import sync_playwright

    _run(scratch, "-m", "rantau", "demo", "--no-serve")
    _run(scratch, "-m", "rantau.project.bench.pages.world")
    site = Site(scratch, verb="demo")
    site.wait()
    os.environ.update(scratch.environment)
    django.setup()
    logins = [
        entry for entry in json.loads((scratch.folder / "contoh-akun.json").read_text())
        if not roles or entry["role"] in roles
    ]  # fmt: skip
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    address = f"http://localhost:{site.port}"
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=[*arguments, "--disable-gpu"])
            for login in [None, *logins]:
                page, weights = browser.new_context(locale="id-ID", reduced_motion="reduce").new_page(), Weights()
                weights.listen(page)
                if login:
                    page.goto(f"{address}/akun/masuk/")
                    page.get_by_label("Nama pengguna").fill(login["username"])
                    page.get_by_label("Kata sandi").fill(login["password"])
                    page.get_by_role("button", name="Masuk", exact=True).click()
                    page.wait_for_url(f"{address}/")
                    weights.take()
                yield from crawl(page, login["role"] if login else PUBLIC, address, each, weights)
                page.context.close()
            browser.close()
    finally:
        site.stop()


def _run(scratch: Scratch, *arguments: str) -> None:
    if scratch.python(arguments).wait() != 0:
        raise click.ClickException(f"{' '.join(arguments)} tidak selesai.")


def _line(one: Looked) -> str:
    mark = "✗" if one.wrong or one.heavy or one.status != 200 else "✓"
    weight = f"{one.first_kb:5.1f} kB, lalu {one.next_kb:4.1f} kB"
    lines = [f"{mark} {one.role:<26} {one.pattern:<32} {one.status} {weight}  {one.path}"]
    return "\n".join([*lines, *(f"    {wrong}" for wrong in one.wrong)])


def _told(one: Looked) -> dict[str, object]:
    return {
        "peran": one.role, "pola": one.pattern, "alamat": one.path, "jawaban": one.status, "salah": one.wrong,
        "kB pertama": round(one.first_kb, 1), "kB berikutnya": round(one.next_kb, 1),
    }  # fmt: skip
