"""What is registered beside the law: vocabularies, restrictions, proceedings, venues."""
