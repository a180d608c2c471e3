# Lists the passkeys of the one key that is plugged in, as python-fido2's own example does: one line each. The PIN is the first line of
# standard input.
import sys

from fido2.ctap2 import ClientPin, CredentialManagement, Ctap2
from fido2.hid import CtapHidDevice

ctap = Ctap2(next(CtapHidDevice.list_devices()))
client_pin = ClientPin(ctap)
token = client_pin.get_pin_token(sys.stdin.readline().rstrip("\n"), ClientPin.PERMISSION.CREDENTIAL_MGMT)
management = CredentialManagement(ctap, client_pin.protocol, token)
for party in management.enumerate_rps():
    for credential in management.enumerate_creds(party[CredentialManagement.RESULT.RP_ID_HASH]):
        user = credential[CredentialManagement.RESULT.USER]
        print(party[CredentialManagement.RESULT.RP]["id"], user["name"], credential[CredentialManagement.RESULT.CREDENTIAL_ID]["id"].hex())
