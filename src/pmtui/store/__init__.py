"""Files on disk: reading, atomic writing, the library, places, settings."""
