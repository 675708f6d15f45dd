"""The register of restrictions on women and girls."""

from dataclasses import dataclass, field

from dadkhah.law.fields import Fields


@dataclass(frozen=True, slots=True)
class RegisteredRestriction:
    """A measure of the de facto authorities, as reported by the sources of its row."""

    id: str  # "afg-r-012"
    date: str  # "2021-08-15", "2021-08" or "2021"
    date_precision: str
    title: str
    issuer: str
    issuers: tuple[str, ...]
    form: str
    form_class: str
    areas: tuple[str, ...]
    scope: tuple[str, ...]
    target: str
    status: str
    confidence: str
    sources: tuple[str, ...]
    end_date: str = ""
    note: str = ""
    place: str = field(default="", compare=False)


def read_year(fields: Fields) -> tuple[RegisteredRestriction, ...]:
    """Read a file of `law/restrictions/`: the restrictions first reported in one year."""
    year = str(fields.number("year"))
    restrictions = tuple(_read_restriction(one, year) for one in fields.each("restrictions"))
    fields.close()
    return restrictions


def _read_restriction(fields: Fields, year: str) -> RegisteredRestriction:
    restriction = RegisteredRestriction(
        id=fields.text("id"),
        date=fields.text("date"),
        date_precision=fields.text("date_precision"),
        title=fields.text("title"),
        issuer=fields.text("issuer"),
        issuers=fields.texts("issuers"),
        form=fields.text("form"),
        form_class=fields.text("form_class"),
        areas=fields.texts("areas"),
        scope=fields.texts("scope"),
        target=fields.text("target"),
        status=fields.text("status"),
        confidence=fields.text("confidence"),
        sources=fields.texts("sources"),
        end_date=fields.note("end_date"),
        note=fields.note("note"),
        place=fields.place,
    )
    if not restriction.date.startswith(year):
        fields.refuse("date", f"`date: {restriction.date}` is not in {year}", "Move the entry")
    fields.close()
    return restriction
