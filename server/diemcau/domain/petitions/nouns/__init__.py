"""The words of the register: a noun's commands, events, refusals and records in one file."""
