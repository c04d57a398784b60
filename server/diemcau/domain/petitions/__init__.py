"""What voters ask of their council: the register of petitions of one body (ADR 0058).

How this works. A *statement* is what one voter or group said, once, somewhere; a *petition* is the
matter to be answered, and has one statement or more. A register is a dossier: a log of its own,
`decide(register, command) -> events`, `evolve(register, event) -> register`. In the same wings as a
conference: `views/` see `rules/`, rules see `register.py`, all speak the words of `nouns/`.

A day on paper is not the moment of its entry: every act has `on`, the day from which clocks count,
beside `at`, when it was written down. Both arrive as data, and so do the days off.
"""
