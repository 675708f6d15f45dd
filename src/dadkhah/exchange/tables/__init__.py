"""Records as rows of tables: the one mapping between a case and its CSV files."""

from dadkhah.exchange.tables.columns import record_fields, record_from_fields
from dadkhah.exchange.tables.problems import Problem
from dadkhah.exchange.tables.table import TABLES, Table

__all__ = ["TABLES", "Problem", "Table", "record_fields", "record_from_fields"]
