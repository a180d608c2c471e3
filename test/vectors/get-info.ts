import { fromHex } from '../../src-shared/lib/hex.ts';

/** A value of a getInfo member as an independent decoder printed it; `{ hex }` is a byte string. */
export type ExpectedMember =
  | number
  | boolean
  | { readonly hex: string }
  | readonly (string | number)[]
  | readonly { readonly alg: number; readonly type: string }[]
  | Readonly<Record<string, number | boolean>>;

export interface GetInfoVector {
  readonly name: string;
  /** Origin of the bytes; `rebuilt` means content real, order of options assumed. */
  readonly source: string;
  /** CTAP2 canonical form as found. */
  readonly canonical: boolean;
  /** The CBOR map, without the status byte. */
  readonly bytes: Uint8Array;
  /** Decoded by another program, by member number. */
  readonly members: Readonly<Record<number, ExpectedMember>>;
}

export const securityKeyPreview: GetInfoVector = {
  name: 'YubiKey 5 / Security Key preview, CTAP 2.0 (AAGUID f8a011f3)',
  source: 'real, Yubico/python-fido2:tests/test_ctap2.py (also mozilla/authenticator-rs get_info.rs)',
  canonical: true,
  bytes: fromHex(
    'a60182665532465f5632684649444f5f325f3002826375766d6b686d61632d7365637265740350f8a011f38c0a4d1580' +
      '0617111f9edc7d04a462726bf5627570f564706c6174f469636c69656e7450696ef4051904b0068101',
  ),
  members: {
    0x01: ['U2F_V2', 'FIDO_2_0'],
    0x02: ['uvm', 'hmac-secret'],
    0x03: { hex: 'f8a011f38c0a4d15800617111f9edc7d' },
    0x04: { rk: true, up: true, plat: false, clientPin: false },
    0x05: 1200,
    0x06: [1],
  },
};

export const securityKeyPreviewUnknownMember: GetInfoVector = {
  name: 'Same with an unknown member 0x63',
  source: 'python-fido2 test (constructed): must decode, ignoring 0x63',
  canonical: true,
  bytes: fromHex(
    'a70182665532465f5632684649444f5f325f3002826375766d6b686d61632d7365637265740350f8a011f38c0a4d1580' +
      '0617111f9edc7d04a462726bf5627570f564706c6174f469636c69656e7450696ef4051904b006810118631904d2',
  ),
  members: {
    0x01: ['U2F_V2', 'FIDO_2_0'],
    0x02: ['uvm', 'hmac-secret'],
    0x03: { hex: 'f8a011f38c0a4d15800617111f9edc7d' },
    0x04: { rk: true, up: true, plat: false, clientPin: false },
    0x05: 1200,
    0x06: [1],
    0x63: 1234,
  },
};

export const yubiKey52PinSet: GetInfoVector = {
  name: 'YubiKey 5 NFC firmware 5.2.x, PIN set',
  source:
    'real, kanidm/webauthn-rs:webauthn-authenticator-rs/src/ctap2/commands/get_info.rs; the ' +
    'first two reports in Yubico/libfido2#192 (fw 5.2.6) are the same bytes',
  canonical: true,
  bytes: fromHex(
    'aa0183665532465f5632684649444f5f325f306c4649444f5f325f315f50524502826b6372656450726f746563746b68' +
      '6d61632d73656372657403502fc0579f811347eab116bb5a8db9202a04a562726bf5627570f564706c6174f469636c69' +
      '656e7450696ef57563726564656e7469616c4d676d7450726576696577f5051904b006810107080818800982636e6663' +
      '637573620a82a263616c672664747970656a7075626c69632d6b6579a263616c672764747970656a7075626c69632d6b' +
      '6579',
  ),
  members: {
    0x01: ['U2F_V2', 'FIDO_2_0', 'FIDO_2_1_PRE'],
    0x02: ['credProtect', 'hmac-secret'],
    0x03: { hex: '2fc0579f811347eab116bb5a8db9202a' },
    0x04: { rk: true, up: true, plat: false, clientPin: true, credentialMgmtPreview: true },
    0x05: 1200,
    0x06: [1],
    0x07: 8,
    0x08: 128,
    0x09: ['nfc', 'usb'],
    0x0a: [
      { alg: -7, type: 'public-key' },
      { alg: -8, type: 'public-key' },
    ],
  },
};

export const yubiKey52NoPin: GetInfoVector = {
  name: 'YubiKey 5 NFC firmware 5.2.x, no PIN',
  source: 'real, old Yubico .NET/Android SDK serializer test',
  canonical: true,
  bytes: fromHex(
    'aa0183665532465f5632684649444f5f325f306c4649444f5f325f315f50524502826b6372656450726f746563746b68' +
      '6d61632d73656372657403502fc0579f811347eab116bb5a8db9202a04a562726bf5627570f564706c6174f469636c69' +
      '656e7450696ef47563726564656e7469616c4d676d7450726576696577f5051904b006810107080818800982636e6663' +
      '637573620a82a263616c672664747970656a7075626c69632d6b6579a263616c672764747970656a7075626c69632d6b' +
      '6579',
  ),
  members: {
    0x01: ['U2F_V2', 'FIDO_2_0', 'FIDO_2_1_PRE'],
    0x02: ['credProtect', 'hmac-secret'],
    0x03: { hex: '2fc0579f811347eab116bb5a8db9202a' },
    0x04: { rk: true, up: true, plat: false, clientPin: false, credentialMgmtPreview: true },
    0x05: 1200,
    0x06: [1],
    0x07: 8,
    0x08: 128,
    0x09: ['nfc', 'usb'],
    0x0a: [
      { alg: -7, type: 'public-key' },
      { alg: -8, type: 'public-key' },
    ],
  },
};

export const securityKey543NoU2f: GetInfoVector = {
  name: 'Security Key C NFC firmware 5.4.3 with U2F disabled',
  source: 'real, kanidm/webauthn-rs:webauthn-authenticator-rs/src/usb/responses.rs (reassembled)',
  canonical: true,
  bytes: fromHex(
    'ac0182684649444f5f325f306c4649444f5f325f315f50524502826b6372656450726f746563746b686d61632d736563' +
      '7265740350149a20218ef6413396b881f8d5b7f1f504a562726bf5627570f564706c6174f469636c69656e7450696ef5' +
      '7563726564656e7469616c4d676d7450726576696577f5051904b00682020107080818800982636e6663637573620a82' +
      'a263616c672664747970656a7075626c69632d6b6579a263616c672764747970656a7075626c69632d6b65790d040e1a' +
      '00050403',
  ),
  members: {
    0x01: ['FIDO_2_0', 'FIDO_2_1_PRE'],
    0x02: ['credProtect', 'hmac-secret'],
    0x03: { hex: '149a20218ef6413396b881f8d5b7f1f5' },
    0x04: { rk: true, up: true, plat: false, clientPin: true, credentialMgmtPreview: true },
    0x05: 1200,
    0x06: [2, 1],
    0x07: 8,
    0x08: 128,
    0x09: ['nfc', 'usb'],
    0x0a: [
      { alg: -7, type: 'public-key' },
      { alg: -8, type: 'public-key' },
    ],
    0x0d: 4,
    0x0e: 328707,
  },
};

export const yubiKey543PinSet: GetInfoVector = {
  name: 'YubiKey 5 NFC firmware 5.4.3 (PIN set), rebuilt',
  source: 'rebuilt from Yubico/libfido2#686 (fido2-token -I text) on the member set of the previous ' + 'sample',
  canonical: true,
  bytes: fromHex(
    'ac0183665532465f5632684649444f5f325f306c4649444f5f325f315f50524502826b6372656450726f746563746b68' +
      '6d61632d73656372657403502fc0579f811347eab116bb5a8db9202a04a562726bf5627570f564706c6174f469636c69' +
      '656e7450696ef57563726564656e7469616c4d676d7450726576696577f5051904b00682020107080818800982636e66' +
      '63637573620a82a263616c672664747970656a7075626c69632d6b6579a263616c672764747970656a7075626c69632d' +
      '6b65790d040e1a00050403',
  ),
  members: {
    0x01: ['U2F_V2', 'FIDO_2_0', 'FIDO_2_1_PRE'],
    0x02: ['credProtect', 'hmac-secret'],
    0x03: { hex: '2fc0579f811347eab116bb5a8db9202a' },
    0x04: { rk: true, up: true, plat: false, clientPin: true, credentialMgmtPreview: true },
    0x05: 1200,
    0x06: [2, 1],
    0x07: 8,
    0x08: 128,
    0x09: ['nfc', 'usb'],
    0x0a: [
      { alg: -7, type: 'public-key' },
      { alg: -8, type: 'public-key' },
    ],
    0x0d: 4,
    0x0e: 328707,
  },
};

export const yubiKeyBio556: GetInfoVector = {
  name: 'YubiKey Bio 5C firmware 5.5.6, fingerprint and PIN set',
  source: 'real, mozilla/authenticator-rs:src/ctap2/commands/get_info.rs',
  canonical: true,
  bytes: fromHex(
    'b30184665532465f5632684649444f5f325f306c4649444f5f325f315f505245684649444f5f325f3102856b63726564' +
      '50726f746563746b686d61632d7365637265746c6c61726765426c6f624b65796863726564426c6f626c6d696e50696e' +
      '4c656e6774680350d8522d9f575b486688a9ba99fa02f35b04b062726bf5627570f5627576f564706c6174f467757654' +
      '6f6b656ef568616c776179735576f568637265644d676d74f569617574686e72436667f56962696f456e726f6c6cf569' +
      '636c69656e7450696ef56a6c61726765426c6f6273f56e70696e557641757468546f6b656ef56f7365744d696e50494e' +
      '4c656e677468f5706d616b654372656455764e6f74527164f47563726564656e7469616c4d676d7450726576696577f5' +
      '781b75736572566572696669636174696f6e4d676d7450726576696577f5051904b00682020107080818800981637573' +
      '620a82a263616c672664747970656a7075626c69632d6b6579a263616c672764747970656a7075626c69632d6b65790b' +
      '1904000cf40d040e1a000505060f1820100111031202141818',
  ),
  members: {
    0x01: ['U2F_V2', 'FIDO_2_0', 'FIDO_2_1_PRE', 'FIDO_2_1'],
    0x02: ['credProtect', 'hmac-secret', 'largeBlobKey', 'credBlob', 'minPinLength'],
    0x03: { hex: 'd8522d9f575b486688a9ba99fa02f35b' },
    0x04: {
      rk: true,
      up: true,
      uv: true,
      plat: false,
      uvToken: true,
      alwaysUv: true,
      credMgmt: true,
      authnrCfg: true,
      bioEnroll: true,
      clientPin: true,
      largeBlobs: true,
      pinUvAuthToken: true,
      setMinPINLength: true,
      makeCredUvNotRqd: false,
      credentialMgmtPreview: true,
      userVerificationMgmtPreview: true,
    },
    0x05: 1200,
    0x06: [2, 1],
    0x07: 8,
    0x08: 128,
    0x09: ['usb'],
    0x0a: [
      { alg: -7, type: 'public-key' },
      { alg: -8, type: 'public-key' },
    ],
    0x0b: 1024,
    0x0c: false,
    0x0d: 4,
    0x0e: 328966,
    0x0f: 32,
    0x10: 1,
    0x11: 3,
    0x12: 2,
    0x14: 24,
  },
};

export const yubiKeyLikeCtap23: GetInfoVector = {
  name: 'YubiKey-like CTAP 2.3 (all members 01–1f except 11,12,17)',
  source: 'libfido2 fuzz wire data (Yubico/libfido2:fuzz/wiredata_fido2.h, PR #955) — values partly ' + 'synthetic',
  canonical: true,
  bytes: fromHex(
    'b81a0185665532465f5632684649444f5f325f306c4649444f5f325f315f505245684649444f5f325f31684649444f5f' +
      '325f3302886b6372656450726f746563746b686d61632d7365637265746c6c61726765426c6f624b6579686372656442' +
      '6c6f626c6d696e50696e4c656e6774686e686d61632d7365637265742d6d6371746869726450617274795061796d656e' +
      '746b707265766965775369676e0350f8a011f38c0a4d15800617111f9edc7d04ae626570f462726bf5627570f564706c' +
      '6174f468616c776179735576f468637265644d676d74f569617574686e72436667f569636c69656e7450696ef46a6c61' +
      '726765426c6f6273f56d706572437265644d676d74524ff56e70696e557641757468546f6b656ef56f7365744d696e50' +
      '494e4c656e677468f5706d616b654372656455764e6f74527164f57563726564656e7469616c4d676d74507265766965' +
      '77f5051906000682020107080818800983636e6663637573626a736d6172742d636172640a83a263616c672664747970' +
      '656a7075626c69632d6b6579a263616c672764747970656a7075626c69632d6b6579a263616c67382264747970656a70' +
      '75626c69632d6b65790b1910000cf40d040e010f182010011418641681667061636b65641818f51819582091817b7c2e' +
      'bdf9a7be753a93d0a169ee2916c3daa6abf46898c4928e114efb0f181a82637573626a736d6172742d63617264181bf5' +
      '181c5368747470733a2f2f6578616d706c652e636f6d181d183f181e582064b09968afdb3b09b5eb292ee502f2059f75' +
      '704e9e966b9492ca64c2940bb52b181f83010203',
  ),
  members: {
    0x01: ['U2F_V2', 'FIDO_2_0', 'FIDO_2_1_PRE', 'FIDO_2_1', 'FIDO_2_3'],
    0x02: [
      'credProtect',
      'hmac-secret',
      'largeBlobKey',
      'credBlob',
      'minPinLength',
      'hmac-secret-mc',
      'thirdPartyPayment',
      'previewSign',
    ],
    0x03: { hex: 'f8a011f38c0a4d15800617111f9edc7d' },
    0x04: {
      ep: false,
      rk: true,
      up: true,
      plat: false,
      alwaysUv: false,
      credMgmt: true,
      authnrCfg: true,
      clientPin: false,
      largeBlobs: true,
      perCredMgmtRO: true,
      pinUvAuthToken: true,
      setMinPINLength: true,
      makeCredUvNotRqd: true,
      credentialMgmtPreview: true,
    },
    0x05: 1536,
    0x06: [2, 1],
    0x07: 8,
    0x08: 128,
    0x09: ['nfc', 'usb', 'smart-card'],
    0x0a: [
      { alg: -7, type: 'public-key' },
      { alg: -8, type: 'public-key' },
      { alg: -35, type: 'public-key' },
    ],
    0x0b: 4096,
    0x0c: false,
    0x0d: 4,
    0x0e: 1,
    0x0f: 32,
    0x10: 1,
    0x14: 100,
    0x16: ['packed'],
    0x18: true,
    0x19: { hex: '91817b7c2ebdf9a7be753a93d0a169ee2916c3daa6abf46898c4928e114efb0f' },
    0x1a: ['usb', 'smart-card'],
    0x1b: true,
    0x1c: { hex: '68747470733a2f2f6578616d706c652e636f6d' },
    0x1d: 63,
    0x1e: { hex: '64b09968afdb3b09b5eb292ee502f2059f75704e9e966b9492ca64c2940bb52b' },
    0x1f: [1, 2, 3],
  },
};

export const token2Dual2023: GetInfoVector = {
  name: 'Token2 T2F2-NFC-Dual (2023)',
  source: 'real, kanidm/webauthn-rs:webauthn-authenticator-rs/src/ctap2/commands/get_info.rs',
  canonical: true,
  bytes: fromHex(
    'b20184665532465f5632684649444f5f325f30684649444f5f325f316c4649444f5f325f315f50524502856863726564' +
      '426c6f626b6372656450726f746563746b686d61632d7365637265746c6c61726765426c6f624b65796c6d696e50696e' +
      '4c656e6774680350ab32f0c62239afbbc470d2ef4e254db704ac62726bf5627570f564706c6174f468616c7761797355' +
      '76f468637265644d676d74f569617574686e72436667f569636c69656e7450696ef56a6c61726765426c6f6273f56e70' +
      '696e557641757468546f6b656ef56f7365744d696e50494e4c656e677468f5706d616b654372656455764e6f74527164' +
      'f57563726564656e7469616c4d676d7450726576696577f505190600068202010708081860098263757362636e66630a' +
      '81a263616c672664747970656a7075626c69632d6b65790b1908000cf40d040e1901000f1820100613a1644649444f01' +
      '141832',
  ),
  members: {
    0x01: ['U2F_V2', 'FIDO_2_0', 'FIDO_2_1', 'FIDO_2_1_PRE'],
    0x02: ['credBlob', 'credProtect', 'hmac-secret', 'largeBlobKey', 'minPinLength'],
    0x03: { hex: 'ab32f0c62239afbbc470d2ef4e254db7' },
    0x04: {
      rk: true,
      up: true,
      plat: false,
      alwaysUv: false,
      credMgmt: true,
      authnrCfg: true,
      clientPin: true,
      largeBlobs: true,
      pinUvAuthToken: true,
      setMinPINLength: true,
      makeCredUvNotRqd: true,
      credentialMgmtPreview: true,
    },
    0x05: 1536,
    0x06: [2, 1],
    0x07: 8,
    0x08: 96,
    0x09: ['usb', 'nfc'],
    0x0a: [{ alg: -7, type: 'public-key' }],
    0x0b: 2048,
    0x0c: false,
    0x0d: 4,
    0x0e: 256,
    0x0f: 32,
    0x10: 6,
    0x13: { FIDO: 1 },
    0x14: 50,
  },
};

export const nitrokeyFido2: GetInfoVector = {
  name: 'Nitrokey FIDO2 (Solo 1 fork), PIN set, NON-CANONICAL',
  source: 'real, Nitrokey/nitrokey-fido2-firmware#73',
  canonical: false,
  bytes: fromHex(
    'a80183665532465f5632684649444f5f325f306c4649444f5f325f315f50524502826b6372656450726f746563746b68' +
      '6d61632d7365637265740350c39efba6fcf44c3e828bfc4a6115a0ff04a562726bf5627570f564706c6174f475637265' +
      '64656e7469616c4d676d7450726576696577f569636c69656e7450696ef5051904b00681010714081880',
  ),
  members: {
    0x01: ['U2F_V2', 'FIDO_2_0', 'FIDO_2_1_PRE'],
    0x02: ['credProtect', 'hmac-secret'],
    0x03: { hex: 'c39efba6fcf44c3e828bfc4a6115a0ff' },
    0x04: { rk: true, up: true, plat: false, credentialMgmtPreview: true, clientPin: true },
    0x05: 1200,
    0x06: [1],
    0x07: 20,
    0x08: 128,
  },
};

export const goTrustIdemCard: GetInfoVector = {
  name: 'GoTrust Idem Card, NON-CANONICAL',
  source: 'real, Yubico/python-fido2#93',
  canonical: false,
  bytes: fromHex(
    'a60182684649444f5f325f30665532465f563202816b686d61632d73656372657403509f0d8150baa54c009299ad62c8' +
      'bb4e8704a464706c6174f462726bf569636c69656e7450696ef5627570f505190400068101',
  ),
  members: {
    0x01: ['FIDO_2_0', 'U2F_V2'],
    0x02: ['hmac-secret'],
    0x03: { hex: '9f0d8150baa54c009299ad62c8bb4e87' },
    0x04: { plat: false, rk: true, clientPin: true, up: true },
    0x05: 1024,
    0x06: [1],
  },
};

export const canoKey: GetInfoVector = {
  name: 'CanoKey',
  source: 'real, Dart test of nfcim/fido2',
  canonical: true,
  bytes: fromHex(
    'ad0183665532465f5632684649444f5f325f30684649444f5f325f3102846863726564426c6f626b6372656450726f74' +
      '6563746b686d61632d7365637265746c6c61726765426c6f624b65790350244eb29ee0904e4981fe1f20f8d3b8f404a6' +
      '62726bf568637265644d676d74f569636c69656e7450696ef46a6c61726765426c6f6273f56e70696e55764175746854' +
      '6f6b656ef5706d616b654372656455764e6f74527164f5051905140682010207080818460982636e6663637573620a83' +
      'a263616c672664747970656a7075626c69632d6b6579a263616c672764747970656a7075626c69632d6b6579a263616c' +
      '67382f64747970656a7075626c69632d6b65790b1910000e18c90f1820',
  ),
  members: {
    0x01: ['U2F_V2', 'FIDO_2_0', 'FIDO_2_1'],
    0x02: ['credBlob', 'credProtect', 'hmac-secret', 'largeBlobKey'],
    0x03: { hex: '244eb29ee0904e4981fe1f20f8d3b8f4' },
    0x04: {
      rk: true,
      credMgmt: true,
      clientPin: false,
      largeBlobs: true,
      pinUvAuthToken: true,
      makeCredUvNotRqd: true,
    },
    0x05: 1300,
    0x06: [1, 2],
    0x07: 8,
    0x08: 70,
    0x09: ['nfc', 'usb'],
    0x0a: [
      { alg: -7, type: 'public-key' },
      { alg: -8, type: 'public-key' },
      { alg: -48, type: 'public-key' },
    ],
    0x0b: 4096,
    0x0e: 201,
    0x0f: 32,
  },
};

const konaiFingerprint: GetInfoVector = {
  name: 'Konai-class fingerprint key, CTAP 2.1_PRE, nothing set',
  source:
    'real, an indexed test file (find_string id 34813812025, repository not named; AAGUID ' +
    'f7c558a0-f465-11e8-b568-0800200c9a66)',
  canonical: true,
  bytes: fromHex(
    'a70183665532465f5632684649444f5f325f306c4649444f5f325f315f50524502826b6372656450726f746563746b68' +
      '6d61632d7365637265740350f7c558a0f46511e8b5680800200c9a6604a762726bf5627570f5627576f464706c6174f4' +
      '69636c69656e7450696ef47563726564656e7469616c4d676d7450726576696577f5781b757365725665726966696361' +
      '74696f6e4d676d7450726576696577f4068101070a081820',
  ),
  members: {
    0x01: ['U2F_V2', 'FIDO_2_0', 'FIDO_2_1_PRE'],
    0x02: ['credProtect', 'hmac-secret'],
    0x03: { hex: 'f7c558a0f46511e8b5680800200c9a66' },
    0x04: {
      rk: true,
      up: true,
      uv: false,
      plat: false,
      clientPin: false,
      credentialMgmtPreview: true,
      userVerificationMgmtPreview: false,
    },
    0x06: [1],
    0x07: 10,
    0x08: 32,
  },
};

export const nitrokey3Am18: GetInfoVector = {
  name: 'Nitrokey 3 AM, firmware up to 1.8 (no PIN), rebuilt',
  source:
    'vendor MDS statement v5, ' + 'Nitrokey/nitrokey-3-firmware:utils/fido2-mds/metadata/v5/metadata-nk3am-v5.json',
  canonical: true,
  bytes: fromHex(
    'a90183665532465f5632684649444f5f325f30684649444f5f325f3102826b6372656450726f746563746b686d61632d' +
      '73656372657403502cd2f727f6ca44da8f485c2e5da000a204a762726bf5627570f564706c6174f468637265644d676d' +
      '74f569636c69656e7450696ef46a6c61726765426c6f6273f46e70696e557641757468546f6b656ef505190c00068202' +
      '01070a0818ff098163757362',
  ),
  members: {
    0x01: ['U2F_V2', 'FIDO_2_0', 'FIDO_2_1'],
    0x02: ['credProtect', 'hmac-secret'],
    0x03: { hex: '2cd2f727f6ca44da8f485c2e5da000a2' },
    0x04: {
      rk: true,
      up: true,
      plat: false,
      credMgmt: true,
      clientPin: false,
      largeBlobs: false,
      pinUvAuthToken: true,
    },
    0x05: 3072,
    0x06: [2, 1],
    0x07: 10,
    0x08: 255,
    0x09: ['usb'],
  },
};

export const nitrokey3Xn19: GetInfoVector = {
  name: 'Nitrokey 3 xN, firmware 1.9 (CTAP 2.3), rebuilt',
  source: 'vendor MDS statement v6, same folder v6/metadata-nk3xn-v6.json',
  canonical: true,
  bytes: fromHex(
    'b20184665532465f5632684649444f5f325f30684649444f5f325f31684649444f5f325f3302866b6372656450726f74' +
      '6563746863726564426c6f626b686d61632d7365637265746e686d61632d7365637265742d6d636c6d696e50696e4c65' +
      '6e67746871746869726450617274795061796d656e740350ec99db19cd1f4c06a2a9940f17a6a30b04ab62726bf56275' +
      '70f564706c6174f468616c776179735576f468637265644d676d74f569617574686e72436667f569636c69656e745069' +
      '6ef46a6c61726765426c6f6273f46e70696e557641757468546f6b656ef56f7365744d696e50494e4c656e677468f570' +
      '6d616b654372656455764e6f74527164f505190c0006820201070a0818ff0982636e6663637573620a82a263616c6726' +
      '64747970656a7075626c69632d6b6579a263616c672764747970656a7075626c69632d6b65790cf40d040e020f182010' +
      '041418461681667061636b6564181f820203',
  ),
  members: {
    0x01: ['U2F_V2', 'FIDO_2_0', 'FIDO_2_1', 'FIDO_2_3'],
    0x02: ['credProtect', 'credBlob', 'hmac-secret', 'hmac-secret-mc', 'minPinLength', 'thirdPartyPayment'],
    0x03: { hex: 'ec99db19cd1f4c06a2a9940f17a6a30b' },
    0x04: {
      rk: true,
      up: true,
      plat: false,
      alwaysUv: false,
      credMgmt: true,
      authnrCfg: true,
      clientPin: false,
      largeBlobs: false,
      pinUvAuthToken: true,
      setMinPINLength: true,
      makeCredUvNotRqd: true,
    },
    0x05: 3072,
    0x06: [2, 1],
    0x07: 10,
    0x08: 255,
    0x09: ['nfc', 'usb'],
    0x0a: [
      { alg: -7, type: 'public-key' },
      { alg: -8, type: 'public-key' },
    ],
    0x0c: false,
    0x0d: 4,
    0x0e: 2,
    0x0f: 32,
    0x10: 4,
    0x14: 70,
    0x16: ['packed'],
    0x1f: [2, 3],
  },
};

export const solo2: GetInfoVector = {
  name: 'SoloKeys Solo 2, PIN set, rebuilt',
  source: 'parsed log in linux-credentials/libwebauthn#191',
  canonical: true,
  bytes: fromHex(
    'a90183665532465f5632684649444f5f325f306c4649444f5f325f315f50524502826b6372656450726f746563746b68' +
      '6d61632d73656372657403508652abe9fbd84810a840d6fc442a8c2c04a662726bf5627570f564706c6174f468637265' +
      '644d676d74f569636c69656e7450696ef57563726564656e7469616c4d676d7450726576696577f505190c0006810107' +
      '0a0818ff0982636e666363757362',
  ),
  members: {
    0x01: ['U2F_V2', 'FIDO_2_0', 'FIDO_2_1_PRE'],
    0x02: ['credProtect', 'hmac-secret'],
    0x03: { hex: '8652abe9fbd84810a840d6fc442a8c2c' },
    0x04: { rk: true, up: true, plat: false, credMgmt: true, clientPin: true, credentialMgmtPreview: true },
    0x05: 3072,
    0x06: [1],
    0x07: 10,
    0x08: 255,
    0x09: ['nfc', 'usb'],
  },
};

export const solo1: GetInfoVector = {
  name: 'Solo 1 firmware 4.1.x (no PIN), from firmware source',
  source: 'encoder in solokeys/solo:fido2/ctap.c (ctap_get_info)',
  canonical: true,
  bytes: fromHex(
    'a80183665532465f5632684649444f5f325f306c4649444f5f325f315f50524502826b6372656450726f746563746b68' +
      '6d61632d73656372657403508876631bd4a0427f57730ec71c9e027904a562726bf5627570f564706c6174f468637265' +
      '644d676d74f569636c69656e7450696ef4051904b00681010714081880',
  ),
  members: {
    0x01: ['U2F_V2', 'FIDO_2_0', 'FIDO_2_1_PRE'],
    0x02: ['credProtect', 'hmac-secret'],
    0x03: { hex: '8876631bd4a0427f57730ec71c9e0279' },
    0x04: { rk: true, up: true, plat: false, credMgmt: true, clientPin: false },
    0x05: 1200,
    0x06: [1],
    0x07: 20,
    0x08: 128,
  },
};

export const feitianBioPass: GetInfoVector = {
  name: 'Feitian BioPass K33/AllinPass class, partial, rebuilt',
  source: 'Yubico/python-fido2#151 (text); limits unknown and left out',
  canonical: true,
  bytes: fromHex(
    'a40183665532465f5632684649444f5f325f306c4649444f5f325f315f505245035077010bd7212a4fc9b236d2ca5e9d' +
      '408404a762726bf5627570f5627576f564706c6174f469636c69656e7450696ef57563726564656e7469616c4d676d74' +
      '50726576696577f5781b75736572566572696669636174696f6e4d676d7450726576696577f5068101',
  ),
  members: {
    0x01: ['U2F_V2', 'FIDO_2_0', 'FIDO_2_1_PRE'],
    0x03: { hex: '77010bd7212a4fc9b236d2ca5e9d4084' },
    0x04: {
      rk: true,
      up: true,
      uv: true,
      plat: false,
      clientPin: true,
      credentialMgmtPreview: true,
      userVerificationMgmtPreview: true,
    },
    0x06: [1],
  },
};

const openSk2020: GetInfoVector = {
  name: 'OpenSK (2020 metadata), rebuilt',
  source: 'google/OpenSK:metadata/metadata.json',
  canonical: true,
  bytes: fromHex(
    'a60182684649444f5f325f30665532465f563202816b686d61632d7365637265740350664d9f6784a2412a9ff7b4f7d8' +
      'ee6d0504a362726bf5627570f569636c69656e7450696ef405190400068101',
  ),
  members: {
    0x01: ['FIDO_2_0', 'U2F_V2'],
    0x02: ['hmac-secret'],
    0x03: { hex: '664d9f6784a2412a9ff7b4f7d8ee6d05' },
    0x04: { rk: true, up: true, clientPin: false },
    0x05: 1024,
    0x06: [1],
  },
};

/** All of the above. */
export const getInfoVectors: readonly GetInfoVector[] = [
  securityKeyPreview,
  securityKeyPreviewUnknownMember,
  yubiKey52PinSet,
  yubiKey52NoPin,
  securityKey543NoU2f,
  yubiKey543PinSet,
  yubiKeyBio556,
  yubiKeyLikeCtap23,
  token2Dual2023,
  nitrokeyFido2,
  goTrustIdemCard,
  canoKey,
  konaiFingerprint,
  nitrokey3Am18,
  nitrokey3Xn19,
  solo2,
  solo1,
  feitianBioPass,
  openSk2020,
];
