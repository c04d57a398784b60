"""What follows from an act, a noun a file: `decide` says what happens, or refuses by name;
`evolve` takes in what has happened. `permissions` says who may do what.
"""
