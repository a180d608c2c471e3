#!/usr/bin/python3
"""Writes expected-getinfo.json: what python-fido2 (Debian package python3-fido2) decodes of the answers in keys/real-getinfo.json.

Usage: /usr/bin/python3 test/vectors/cases/make-expected-getinfo.py
"""
import json
from pathlib import Path

from fido2 import cbor
from fido2.ctap2 import Info

folder = Path(__file__).parent


def decoded(answer):
    info = Info(bytes.fromhex(answer["hex"]))
    members = cbor.decode(bytes.fromhex(answer["hex"]))
    return {
        "desc": answer["desc"],
        "versions": info.versions,
        "aaguid": bytes(info.aaguid).hex(),
        "options": {name: value for name, value in info.options.items() if isinstance(value, bool)},
        "minPinLength": info.min_pin_length,
        "forcePinChange": bool(info.force_pin_change),
        # Members that this Info does not know yet; the CBOR decoder is its own, too.
        "maxPinLength": members.get(0x1D),
        "pinComplexityPolicy": members.get(0x1B, False),
        "pinUvAuthProtocols": info.pin_uv_protocols,
        "firmwareVersion": info.firmware_version or None,
        "maxMsgSize": info.max_msg_size,
        "remaining": info.remaining_disc_creds,
    }


answers = json.loads((folder / "keys" / "real-getinfo.json").read_text())
expected = [decoded(answer) for answer in answers]
(folder / "expected-getinfo.json").write_text(json.dumps(expected, indent=1, ensure_ascii=False) + "\n")
