"""Read the digits of Dari, Pashto and Arabic as ASCII digits, and write them back."""

_PERSIAN = "۰۱۲۳۴۵۶۷۸۹"
_ARABIC = "٠١٢٣٤٥٦٧٨٩"
_TO_ASCII = str.maketrans(_PERSIAN + _ARABIC, "0123456789" * 2)
_TO_PERSIAN = str.maketrans("0123456789", _PERSIAN)


def fold_digits(text: str) -> str:
    """Return `text` with the digits ۰-۹ and ٠-٩ as 0-9; everything else is kept."""
    return text.translate(_TO_ASCII)


def persian_digits(text: str) -> str:
    """Return `text` with the digits 0-9 as ۰-۹, as Dari and Pashto write them."""
    return text.translate(_TO_PERSIAN)
