"""The village's whole journey by keyboard alone: every step is reached, seen, and not far away."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from rantau.modules.letters.models import Letter
from rantau.modules.notices.models import Notice

pytestmark = pytest.mark.usefixtures("regency")
DESA = "36.04.05.2001"
FARTHEST = 45
"""Tab stops from one thing to do to the next on the same page."""
MOST = 130
"""Tab stops of the whole journey."""

SEEN = """() => { const e = document.activeElement, s = getComputedStyle(e), b = e.getBoundingClientRect();
    const own = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
    return own && b.width > 0 && b.bottom > 0 && b.top < innerHeight }"""


class Keys:
    """Hands that have no mouse: they go on by Tab until what they want has the focus, and it is seen to have it."""

    def __init__(self, page: Page) -> None:
        self.page, self.tabs = page, 0

    def open(self, address: str) -> None:
        """A page, and past its header by the skip link."""
        self.page.goto(address)
        self._skip()

    def _skip(self) -> None:
        """Past the header; after saving, a page begins at its content by itself."""
        if "#" in self.page.url:
            return
        self.page.keyboard.press("Tab")
        expect(self.page.locator(".skip")).to_be_focused()
        expect(self.page.locator(".skip")).to_be_in_viewport()
        self.page.keyboard.press("Enter")
        self.tabs += 1

    def reach(self, wanted: Locator) -> None:
        for _ in range(FARTHEST):
            self.page.keyboard.press("Tab")
            self.tabs += 1
            if wanted.evaluate("e => e === document.activeElement"):
                assert self.page.evaluate(SEEN), f"the focus is not seen: {wanted}"
                return
        pytest.fail(f"{wanted} is not within {FARTHEST} tab stops")

    def type(self, label: str, text: str, *, exact: bool = False) -> None:
        self.reach(self.page.get_by_label(label, exact=exact).first)
        self.page.keyboard.type(text)

    def pick(self, label: str, typed: str) -> None:
        """From a list, by the first letters of the choice."""
        self.type(label, typed)
        chosen = self.page.get_by_label(label).first.evaluate("e => e.selectedOptions[0].text")
        assert chosen.startswith(typed), chosen

    def choose(self, group: str) -> None:
        """The first of some radio buttons or boxes."""
        self.reach(self.page.locator(f"{group} input:not([type=hidden])").first)
        self.page.keyboard.press("Space")

    def press(self, role: str, name: str, within: str = "main") -> None:
        """A link or a button; on the page that follows the skip link is where it should be."""
        target = self.page.locator(within).get_by_role(role, name=name, exact=True).first  # type: ignore[arg-type]
        self.reach(target)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self._skip()


def test_the_whole_journey_without_a_mouse(page_as: Callable[..., Page]) -> None:
    page = page_as("operator_desa", DESA)
    hands, main = Keys(page), page.get_by_role("main")
    page.goto("/")
    hands.press("link", "Warga", within="nav.menu")
    hands.press("link", "Catat warga")
    hands.type("Nama", "Siti Rekaan", exact=True)
    hands.choose("#id_sex")
    hands.type("Tanggal lahir", "4 Juli 1998")
    hands.pick("Negara tujuan", "Arab")
    hands.pick("Siapa yang mengajak", "Orang")
    hands.press("button", "Simpan")
    expect(page.get_by_role("heading", level=1)).to_have_text("Siti Rekaan")
    plan = page.url
    _talks(hands)
    hands.open(plan)
    hands.press("link", "Dokumen dan foto")
    hands.pick("KTP elektronik", "Ada")
    hands.press("button", "Simpan dokumen")
    expect(page.locator("#periksa-sudah")).to_contain_text("KTP elektronik")
    _writes_a_letter(hands)
    hands.open(plan)
    hands.press("link", "Beri tahu Disnakertrans")
    hands.press("button", "Kirim")
    expect(main).to_contain_text("Belum ada yang menangani")
    assert Notice.objects.count() == Letter.objects.filter(signed_at__isnull=False).count() == 1
    assert hands.tabs <= MOST


def _talks(hands: Keys) -> None:
    """Alone; one answer, then enough for today."""
    hands.press("link", "Bicara berdua")
    hands.choose("#tanya-hadir")
    hands.press("button", "Selesai di sini")
    expect(hands.page.get_by_role("heading", level=1)).to_have_text("Hasil percakapan")


def _writes_a_letter(hands: Keys) -> None:
    page = hands.page
    hands.press("link", "Surat")
    hands.press("link", "Surat keterangan izin keluarga")
    hands.choose("#id_relation")
    hands.type("Nama pemberi izin", "Budi Rekaan")
    hands.press("button", "Siapkan surat")
    hands.type("Nomor urut di buku agenda", "12")
    hands.type("Nomor surat lengkap", "470/12")
    hands.press("button", "Simpan nomor")
    hands.reach(page.get_by_label("Foto kertas yang ditandatangani"))
    with page.expect_file_chooser() as opened:
        page.keyboard.press("Space")
    made = io.BytesIO()
    Image.new("RGB", (300, 400), "white").save(made, "JPEG")
    opened.value.set_files({"name": "surat.jpg", "mimeType": "image/jpeg", "buffer": made.getvalue()})
    hands.type("Nama penanda tangan", "H. Contoh")
    hands.press("button", "Catat putusan")
    expect(page.get_by_role("main")).to_contain_text("foto dilampirkan")
