"""The register of restrictions on women and girls."""

from dataclasses import dataclass, field


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
