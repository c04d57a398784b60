"""From the fields of a form to what is asked, and back to the form where that is refused."""
