"""What the formats of office programs have in common: XML parts, links, properties, members."""
