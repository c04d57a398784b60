"""Who may come in: passwords for people, a link or a PIN for sites, and sessions for both.

A site has to be inside within ten seconds on the morning itself, so it gets a link that
works once and a PIN that works all day for every device of the room. Both open one
conference and nothing else. People of the hall sign in with a password.

How this works:

* Tokens leave once, when they are made. What is kept is their SHA-256 (256 random bits need no
  slow hash) or, for passwords and PINs, the slow hash of the port.
* Anyone who guesses is counted by name and network and waits longer each time (`locks`); a device
  that was inside before is counted by itself (`devices`), so that nobody is kept out by what
  others get wrong. An unknown login costs the same hash and gets the same answer as a wrong
  password (`guessing`).
* A session ends at its hour, after long silence, and with its account: once a minute, when
  `seen_at` is written anyway, the account is read again (`inside`).
"""
