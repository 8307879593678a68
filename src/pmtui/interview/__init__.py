"""The interview's script: what is asked, when, what is done, what is next; and quick entry."""
