"""The names of months: Gregorian, Solar Hijri as in Afghanistan, and lunar Hijri.

Solar Hijri months bear the names of the zodiac in Dari and their own in Pashto (Unicode CLDR
fa_AF and ps give the same). The first name of each month in a language is the one displayed;
the others are spellings met in sources. Transliterations are compared without hyphens,
apostrophes and spaces.
"""

import unicodedata

from dadkhah.dates.partial import Calendar
from dadkhah.text.folding import fold

_Names = tuple[str, ...]

GREGORIAN_MONTHS: dict[str, _Names] = {
    "en": (
        "January|Jan",
        "February|Feb",
        "March|Mar",
        "April|Apr",
        "May",
        "June|Jun",
        "July|Jul",
        "August|Aug",
        "September|Sep|Sept",
        "October|Oct",
        "November|Nov",
        "December|Dec",
    ),
    "fa": (
        "جنوری",
        "فبروری",
        "مارچ",
        "اپریل",
        "می",
        "جون",
        "جولای",
        "اگست",
        "سپتمبر",
        "اکتوبر",
        "نومبر",
        "دسمبر",
    ),
    "ps": (
        "جنوري",
        "فبروري",
        "مارچ",
        "اپریل",
        "مۍ",
        "جون",
        "جولای",
        "اګست",
        "سېپتمبر|سپټمبر",
        "اکتوبر",
        "نومبر",
        "دسمبر|ډسمبر",
    ),
}

SOLAR_HIJRI_MONTHS: dict[str, _Names] = {
    "en": (
        "Hamal|Wray",
        "Sawr|Saur|Ghwayay",
        "Jawza|Jauza|Ghbargolay",
        "Saratan|Chungash",
        "Asad|Zmaray",
        "Sunbula|Sonbola|Sumbula|Wazhay",
        "Mizan|Tala",
        "Aqrab|Laram",
        "Qaws|Qaus|Linday",
        "Jadi|Marghumay",
        "Dalw|Dalwa|Salwagha",
        "Hut|Hoot|Kab",
    ),
    "fa": (
        "حمل",
        "ثور",
        "جوزا",
        "سرطان",
        "اسد",
        "سنبله",
        "میزان",
        "عقرب",
        "قوس",
        "جدی",
        "دلو",
        "حوت",
    ),
    "ps": (
        "وری",
        "غویی|غوایی",
        "غبرګولی|غبرگولی",
        "چنګاښ|چنگاښ",
        "زمری",
        "وږی",
        "تله|تلې",
        "لړم",
        "لیندۍ",
        "مرغومی",
        "سلواغه|سلواغې",
        "کب",
    ),
}

LUNAR_HIJRI_MONTHS: dict[str, _Names] = {
    "en": (
        "Muharram|Moharram",
        "Safar",
        "Rabi al-Awwal|Rabi al-Awal|Rabi I",
        "Rabi al-Thani|Rabi al-Akhir|Rabi II",
        "Jumada al-Awwal|Jumada al-Ula|Jumada I",
        "Jumada al-Thani|Jumada al-Akhirah|Jumada II",
        "Rajab",
        "Sha'ban",
        "Ramadan|Ramazan",
        "Shawwal|Shawal",
        "Dhu al-Qa'dah|Dhul-Qadah|Dhu al-Qada|Zul-Qada",
        "Dhu al-Hijjah|Dhul-Hijjah|Dhu al-Hijja|Zul-Hijja",
    ),
    "fa": (
        "محرم|محرم الحرام",
        "صفر|صفر المظفر",
        "ربیع الاول",
        "ربیع الثانی|ربیع الآخر",
        "جمادی الاول|جمادی الاولی",
        "جمادی الثانی|جمادی الآخر",
        "رجب|رجب المرجب",
        "شعبان|شعبان المعظم",
        "رمضان|رمضان المبارک",
        "شوال|شوال المکرم",
        "ذیقعده|ذی القعده|ذوالقعده|ذوالقعدة",
        "ذیحجه|ذی الحجه|ذوالحجه|ذوالحجة",
    ),
}

_TABLES = {
    Calendar.GREGORIAN: GREGORIAN_MONTHS,
    Calendar.SOLAR_HIJRI: SOLAR_HIJRI_MONTHS,
    Calendar.LUNAR_HIJRI: LUNAR_HIJRI_MONTHS,
}


def _key(name: str) -> str:
    # Letters proper only: the half rings of transliterations are modifier letters.
    return "".join(c for c in fold(name) if unicodedata.category(c) in {"Ll", "Lo"})


_BY_NAME = {
    _key(spelling): (calendar, number)
    for calendar, languages in _TABLES.items()
    for names in languages.values()
    for number, spellings in enumerate(names, start=1)
    for spelling in spellings.split("|")
}


def month_named(name: str) -> tuple[Calendar, int] | None:
    """Return the calendar and number of the month of this name; None if nobody calls it so."""
    return _BY_NAME.get(_key(name))


def month_name(calendar: Calendar, month: int, language: str) -> str:
    """Return the name of a month as displayed in `en`, `fa` or `ps`."""
    return _TABLES[calendar][language][month - 1].split("|")[0]
