"""The vocabulary of a conference: for each noun what may be asked, what may happen, how it is
refused, and the records that tell how it stands. A file a noun; `commands`, `events` and
`every_refusal` only list them.
"""
