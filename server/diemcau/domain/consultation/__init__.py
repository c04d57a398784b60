"""A draft that is sent round: commented on clause by clause, answered, and changed.

A consultation outlives the conference that hears of it, and has a log of its own. Everything in it
is an event; `decide(state, command) -> events` refuses by name, `evolve(state, event) -> state`
takes in what has happened. In wings, as a conference: `views` see `rules`, rules see the state, all
speak its `nouns`. Told in ADR 0057.
"""
