"""Three versions of a postmortem to one, by field and by row; and one version to another, as edits.

Everything works on plain data, as a file has it, so that what this version does not know is merged as well.
"""
