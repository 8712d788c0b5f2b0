"""Sealing: keys rotate and retire, a token opens only where it belongs, and nothing altered opens at all."""

import os
import stat
from pathlib import Path

import pytest

from motcua.kernel import sealing

HERE = "people.number"


@pytest.fixture
def keys(tmp_path: Path):
    before = sealing._store
    made = sealing.KeyStore(tmp_path / "keyring.json")
    made.create()
    sealing.use(made)
    yield made
    sealing._store = before


def test_a_sealed_value_opens_and_does_not_show(keys):
    token = sealing.seal(b"051085777001", context=HERE)
    assert sealing.unseal(token, context=HERE) == b"051085777001"
    assert b"051085777001" not in token
    assert sealing.seal(b"051085777001", context=HERE) != token, "equal values must not look equal"


def test_a_token_moved_to_another_field_is_refused(keys):
    token = sealing.seal(b"Kinh", context=HERE)
    with pytest.raises(sealing.SealBroken):
        sealing.unseal(token, context="people.name")


def test_every_altered_byte_is_found(keys):
    token = sealing.seal(b"Kinh", context=HERE)
    for place in range(len(token)):
        altered = bytearray(token)
        altered[place] ^= 1
        with pytest.raises(sealing.SealBroken):
            sealing.unseal(bytes(altered), context=HERE)
    for length in range(len(token)):
        with pytest.raises(sealing.SealBroken):
            sealing.unseal(token[:length], context=HERE)


def test_after_a_rotation_old_tokens_open_and_new_ones_bear_the_new_key(keys):
    old = sealing.seal(b"one", context=HERE)
    assert keys.rotate() == 2
    new = sealing.seal(b"two", context=HERE)
    assert (sealing.key_number(old), sealing.key_number(new)) == (1, 2)
    assert sealing.unseal(old, context=HERE) == b"one"
    assert sealing.unseal(new, context=HERE) == b"two"


def test_a_retired_key_opens_nothing_and_the_primary_cannot_be_retired(keys):
    old = sealing.seal(b"one", context=HERE)
    with pytest.raises(ValueError, match="in use"):
        keys.retire(1)
    keys.rotate()
    keys.retire(1)
    with pytest.raises(sealing.SealBroken, match="no key"):
        sealing.unseal(old, context=HERE)


def test_the_number_of_another_key_does_not_open_a_token(keys):
    keys.rotate()
    token = bytearray(sealing.seal(b"one", context=HERE))
    token[4] = 1
    with pytest.raises(sealing.SealBroken):
        sealing.unseal(bytes(token), context=HERE)


def test_a_rotation_by_another_process_is_seen_however_quickly_it_follows(keys):
    for expected in range(2, 30):
        assert sealing.KeyStore(keys.path).rotate() == expected
        assert keys.ring().primary == expected


def test_the_blind_index_outlives_a_rotation_and_differs_by_purpose(keys):
    before = sealing.blind_index("051085777001", purpose="citizen")
    keys.rotate()
    assert sealing.blind_index("051085777001", purpose="citizen") == before
    assert sealing.blind_index("051085777001", purpose="other") != before
    assert sealing.blind_index("051085777002", purpose="citizen") != before


def test_the_keyring_is_for_this_user_alone_and_written_whole(keys, monkeypatch):
    assert stat.S_IMODE(keys.path.stat().st_mode) == 0o600
    before = keys.path.read_bytes()

    def power_cut(_handle):
        raise OSError("power cut")

    monkeypatch.setattr(os, "fsync", power_cut)
    with pytest.raises(OSError, match="power cut"):
        keys.rotate()
    assert keys.path.read_bytes() == before


def test_a_second_creation_keeps_the_keys(keys):
    before = keys.path.read_bytes()
    keys.create()
    assert keys.path.read_bytes() == before
