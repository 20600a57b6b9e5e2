"""Uploads on their way in (unggahan): files too large for memory lie in the private folder of the installation."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import TemporaryFileUploadHandler

from rantau.modules.sources.api import scratch_home


class PrivateUploadHandler(TemporaryFileUploadHandler):
    """Django's own, which needs FILE_UPLOAD_TEMP_DIR to be there: it is made with the first file that is too large."""

    def new_file(self, *arguments: Any, **named: Any) -> None:
        """Make the folder if need be."""
        scratch_home()
        super().new_file(*arguments, **named)
