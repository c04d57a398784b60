"""What the simulated sites show and say: a name card with a clock, and a tone of their own.

How this works. Each loop is encoded once. Its packets go without further ado to a second Janus,
which does for them what a browser does for a camera: its streaming plugin makes the offer that the
site sends over its own socket like anybody, and talks WebRTC with the Janus of the product. So the
product cannot tell a simulated site from a real one, and thirty of them cost next to nothing.
"""
