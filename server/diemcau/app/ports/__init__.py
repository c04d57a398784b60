"""What the product needs of the world, in its own words, a noun a file. Each docstring is the law
of its contract suite, which runs against every adapter.

Times are aware datetimes in UTC. Every method may raise `Unavailable` when the world
behind it is away; then nothing has been done.
"""
