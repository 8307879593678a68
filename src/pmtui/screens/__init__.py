"""One file a step: arranges widgets, binds actions, turns messages into edits."""
