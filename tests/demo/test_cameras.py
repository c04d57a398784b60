"""What simulated sites show and say: name cards, tones, and the packets of both."""

import struct
from itertools import islice

import pytest

from diemcau.demo.cameras import cards, rtp, tones

KEY_FRAME = b"\x9d\x01\x2a"


def test_a_card_is_frames_that_stand_by_themselves_and_its_clock_moves() -> None:
    frames = list(cards.card("Hoàn Kiếm", 3))
    assert len(set(frames)) == len(frames) == cards.FRAMES
    for each in frames:
        assert each[0] & 1 == 0, "a key frame (RFC 6386, 9.1)"
        assert each[3:6] == KEY_FRAME
        assert struct.unpack("<HH", each[6:10]) == cards.SIZE


def test_two_sites_look_and_sound_different() -> None:
    assert next(cards.card("Hoàn Kiếm", 3)) != next(cards.card("Hoàn Kiếm", 4))
    assert len({tones.hertz(place) for place in range(tones.NOTES)}) == tones.NOTES


def test_a_tone_is_a_loop_of_packets_of_one_length() -> None:
    packets = tones.tone(0)
    if not packets:
        pytest.skip("there is no libopus on this machine")
    assert len(packets) == tones.FRAMES
    assert all(1 < len(each) < rtp.LARGEST for each in packets)


def test_a_loop_goes_on_without_end_by_number_and_by_clock() -> None:
    frames = [rtp.picture_frame(bytes(rtp.LARGEST + 1)), rtp.picture_frame(b"small")]
    sent = list(islice(rtp.loop(frames, 96, 90), 3))
    heads = [struct.unpack("!BBHII", each[:12]) for frame in sent for each in frame]
    assert [head[2] for head in heads] == [0, 1, 2, 3, 4]
    assert [head[3] for head in heads] == [0, 0, 90, 180, 180]
    assert [head[1] >> 7 for head in heads] == [0, 1, 1, 0, 1], "the last of its frame"
    assert [each[12] for frame in sent for each in frame] == [0x10, 0, 0x10, 0x10, 0]
