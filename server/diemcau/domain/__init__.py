"""The rules of a briefing conference, pure: no clock, no I/O, no chance, no waiting.

`decide(meeting, command) -> events` says what follows from an act, or refuses by name;
`evolve(meeting, event) -> meeting` takes in what has happened and never refuses.
One module holds one noun; `decider` only routes.
"""
