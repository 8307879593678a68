"""Checks turn a postmortem into findings. They know no screen."""
