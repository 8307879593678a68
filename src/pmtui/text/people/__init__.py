"""What a sentence says of people: who they are, what they did, by a light look at its words."""
