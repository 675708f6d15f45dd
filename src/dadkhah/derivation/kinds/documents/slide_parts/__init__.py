"""The parts of a PowerPoint file: the shapes of a slide and the words in them."""
