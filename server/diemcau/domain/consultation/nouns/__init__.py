"""The words of a consultation: its acts, what happens, how it is refused, what it keeps."""
