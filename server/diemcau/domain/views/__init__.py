"""What each audience sees, a noun a file: the shapes of its keys, how they are drawn, and which
keys an event touches. `families` says who sees what.
"""
