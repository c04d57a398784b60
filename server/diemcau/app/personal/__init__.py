"""What is kept of people: the one table that says why, who sees it and how long, and what follows
from it – the page for everybody, the file of one person, and the job that erases.
"""
