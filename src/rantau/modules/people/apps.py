from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from rantau.modules.people.domain import PERMISSIONS
from rantau.platform.access.permissions import declare


class PeopleConfig(AppConfig):
    name = "rantau.modules.people"
    label = "people"
    verbose_name = "Orang"

    def ready(self) -> None:
        from rantau.modules.people.actions import unlink_rows
        from rantau.modules.people.web.today import work_for
        from rantau.modules.sources.api import on_rows_removed
        from rantau.platform.audit.web.tabs import register_trace_tab
        from rantau.platform.web.frame import MenuItem, SearchDoor, register_menu, register_search
        from rantau.platform.web.today import register_today

        declare(*PERMISSIONS)
        on_rows_removed.append(lambda batch, by: unlink_rows(batch=batch, by=by))
        register_menu(MenuItem(_("Orang"), "people:search", "people.search", "users", order=30))
        register_trace_tab("people_trace:looks", _("Siapa melihat orang ini"))
        register_search(SearchDoor("people:search", "people.search"))
        register_today(work_for)
