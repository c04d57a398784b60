"""Settings every test shares."""

import os

from hypothesis import settings

# The same examples on every run: a red test is red again tomorrow. `explore` looks further.
settings.register_profile("steady", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("explore", max_examples=2000, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
