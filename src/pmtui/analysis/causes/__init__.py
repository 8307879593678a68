"""Views on the one set of causes: ladder, bones, fault tree, and how they hang together."""
