"""The parts of an Excel workbook: its cells as they are shown, and what no sheet shows."""
