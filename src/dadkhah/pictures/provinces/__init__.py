"""The 34 provinces, and what is recorded for each."""

from dadkhah.pictures.provinces.map import ProvinceMap, province_map

__all__ = ["ProvinceMap", "province_map"]
