"""Whatever a cell holds, reading it never fails and keeps what was read."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from rantau.kernel.nik import Nik, NikReliability
from rantau.kernel.partial_date import PartialDate, read_date
from rantau.kernel.person_name import PersonName
from rantau.kernel.phone import Phone

CELLS = st.one_of(
    st.none(), st.booleans(), st.text(), st.integers(), st.floats(), st.dates(), st.datetimes(), st.times()
)


@given(CELLS)
def test_no_cell_breaks_a_reading(cell: object) -> None:
    Nik.parse(cell)
    Phone.parse(cell)
    PersonName.parse(cell)
    read_date(cell)


@given(st.text(alphabet="0123456789 .-'E+,\xa0", max_size=24))
def test_digits_of_a_nik_are_always_among_those_read(text: str) -> None:
    nik = Nik.parse(text)
    if nik:
        assert nik.raw == text
        read = "".join(c for c in text if c.isdigit())
        assert read.startswith(nik.digits) or nik.digits in read


@given(st.integers(min_value=10**15, max_value=10**16 - 1))
def test_a_number_is_valid_only_with_all_its_digits(number: int) -> None:
    nik = Nik.parse(float(number))
    assert nik is not None
    if nik.reliability is NikReliability.VALID:
        assert nik.digits == str(number)


@given(st.dates(min_value=date(1910, 1, 2), max_value=date(2090, 1, 1)))
def test_a_date_survives_its_written_forms(day: date) -> None:
    expected = PartialDate.of(day)
    for text in (day.isoformat(), day.strftime("%d-%m-%Y"), day.strftime("%d/%m/%Y"), day.strftime("%Y%m%d")):
        assert read_date(text).date == expected


@given(st.text(min_size=1))
def test_a_name_keeps_its_letters(text: str) -> None:
    name = PersonName.parse(text)
    if name:
        assert name.raw == text
        assert [c for c in name.text if not c.isspace()] == [
            c for c in text if not c.isspace() and c not in "\u200b\ufeff"
        ]
