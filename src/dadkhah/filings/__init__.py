"""From a case to a document: a typed tree, its drafts and its renderers."""
