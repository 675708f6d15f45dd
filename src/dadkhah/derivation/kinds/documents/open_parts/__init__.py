"""The parts of an OpenDocument file: styles that hide, running text, cells, slides."""
