"""Paper (cetakan): documents to be printed, set by typst from values that never become markup.

    pdf = render("modules/letters/paper/letter.typ", {"name": "Siti"}, paper=Paper.F4)

A template is a .typ file inside the package. It takes its sheet and its values from `/platform/paper/sheet.typ`.
"""

from rantau.platform.paper.rendering import Paper, PaperError, UnprintableError, pictures, qr_svg, render

__all__ = ["Paper", "PaperError", "UnprintableError", "pictures", "qr_svg", "render"]
