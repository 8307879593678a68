"""The fields in which questions are answered: text, a choice, picks, a level of the hierarchy, a quadrant."""
