import { fromHex } from '../../src-shared/lib/hex.ts';

/** Key agreement of a named platform key with a named device key; keys published by Yubico/python-fido2 and kanidm/webauthn-rs. */
export const keyAgreementVector = {
  platformScalar: fromHex('7452e599fee739d8a653f6a507343d12d382249108a651402520b72f24fe7684'),
  deviceX: fromHex('0501d5bc78da9252560a26cb08fcc60cbe0b6d3b8e1d1fcee514fac0af675168'),
  deviceY: fromHex('d551b3ed46f665731f95b4532939c25d91db7eb844bd96d4abd4083785f8df47'),
  platformX: fromHex('44d78d7989b97e62ea993496c9ef6e8fd58b8b00715f9a89153ddd9c4657e47f'),
  platformY: fromHex('ec802ee7d22bd4e100f12e48537eb4e7e96ed3a47a0a3bd5f5eeab65001664f9'),
  platformCose: fromHex(
    'a50102033818200121582044d78d7989b97e62ea993496c9ef6e8fd58b8b00715f9a89153ddd9c4657e47f225820ec80' +
      '2ee7d22bd4e100f12e48537eb4e7e96ed3a47a0a3bd5f5eeab65001664f9',
  ),
  z: fromHex('001bc4b24d2372ce13715cbf731e660586bb713408f0d1f5ad79cb1088f9e53c'),
  secretOne: fromHex('c42a039d548100dfba521e487debcbbb8b66bb7496f8b1862a7a395ed83e1a1c'),
  hmacKeyTwo: fromHex('65ef955dd8cfcacab489ad582d64b872299cec1970aeffb10c90b9d9f4b4f1a7'),
  aesKeyTwo: fromHex('46cc03964825ccbaf159fde1958b2063871bd5b66ecf28972eaac583214a22d8'),
} as const;

/** SHA-256("1234"), left half. */
export const pinHash1234 = fromHex('03ac674216f3e15c761ee1a5e255f067');

/** PIN "1234", new PIN "4321", secret of keyAgreementVector. */
export const protocolOneVector = {
  pinHashEnc: fromHex('afe8327ce416da8ee3d057589c2ce1a9'),
  newPinEnc1234: fromHex(
    '0222fc42c6dd76a274a7057858b9b29d98e8a722ec2dc6668476168c5320473cec9907b4cd76ce7943c96ba568394321' +
      '1d84471e64d9c51e54763488cd66526a',
  ),
  setPinParam: fromHex('7b40c084ccc5794194189ab57836475f'),
  newPinEnc4321: fromHex(
    '4280e14aac4fcbf02dd079985f0c0ffc9ea7d5f9c173fd1a4c843826f7590cb3c2d080c6923e2fe6d7a52c31ea1309d3' +
      'fcca3dedae8a2ef14b6330cafc79339e',
  ),
  changePinParam: fromHex('fb97e92f3724d7c85e001d7f93e6490a'),
  authenticateFf64: fromHex('b3016896074e5a8954e8e30569d23421'),
  tokenEncrypted16: fromHex('7a9f98e31b77be90f9c64d12e9635040'),
  token16: fromHex('aff12c6dcfbf9df52f7a09211e8865cd'),
  countingEncrypted: fromHex('e5f19141f64bf886d74b6f4d9c3e4520e9f257c33260d4dcf5b7c2b01bd99fd0'),
} as const;

/** The same with protocol two and IV a0 to af; `…B0` with IV b0 to bf. */
export const protocolTwoVector = {
  pinHashEnc: fromHex('a0a1a2a3a4a5a6a7a8a9aaabacadaeafad1622cc7a9de80aa455b9df6af219c9'),
  newPinEnc1234: fromHex(
    'a0a1a2a3a4a5a6a7a8a9aaabacadaeafd837029c5b1a4f3f20df99578ec5a3012056b667c27afa7db2f9bf9a1a3916a1' +
      '54bc5a15819904c1f53c220ff531cc961d6ce98d4b7bcd1b9514162f89d8617f',
  ),
  setPinParam: fromHex('b93694445cf634d44d357398871d5332bee6a95cdb246325686682ca011d56c1'),
  newPinEnc4321: fromHex(
    'a0a1a2a3a4a5a6a7a8a9aaabacadaeaf426e0c2c418295254502fc0ccba3f5dc2ba20fb9841b8e295ec68f9bcf7beca6' +
      '39278fb604d1d193cebae4d8082790baf9fae9ec128b849d2bc1c32700f95f17',
  ),
  pinHashEncB0: fromHex('b0b1b2b3b4b5b6b7b8b9babbbcbdbebf2086031cf15e24a4748a670f116c1a38'),
  changePinParam: fromHex('f616c917e53b5dace444d71f58af77c407036c6178ce2853ee767adbd88508ed'),
  authenticateFf64: fromHex('5fa81af33e372c49a054a06bdb18e925c9ef0841271767b34844d1270b40b39c'),
  countingEncrypted: fromHex(
    'a0a1a2a3a4a5a6a7a8a9aaabacadaeaf1183b6a5b4fa602b2da9a7633f8ff6fdc9eee4021c4a59cb950ad66ae8fd34f3',
  ),
} as const;

/** google/OpenSK libraries/opensk/src/ctap/pin_protocol.rs: token 32 × 91; Z of the secrets 32 × 55; message aa. */
export const openSkVector = {
  tokenOne: fromHex('9c1cfe9dd7646a06b9a80f96ad504968'),
  secretOne: fromHex('8b60157df344822e54347a01fb0248a6'),
  tokenTwo: fromHex('9c1cfe9dd7646a06b9a80f96ad504968949020530fa3d27a9ffdfa623693f784'),
  secretTwo: fromHex('c03f2a225cc34e05c10e729c8dd57de5989c6815ece23a95d590e1e93ff01aaf'),
  hmacKeyOf55: fromHex('77289f537ac06709f76871661152dbe4c12425332985f0e1897b5a1cf7a5f8af'),
} as const;

/** mozilla/authenticator-rs: protocol one, PIN "1234". */
export const authenticatorRsVector = {
  secret: fromHex('82e3d841e25c5c13462c123cc3d3987865ba3d204674fbedd47ef5abab8d1372'),
  newPinEnc: fromHex(
    '70664bb581e257451a3ab91bf1aad8e45f6ce9b5c3b0f32b5ecd62d0ba3b605fd9183166f6c5faf3e4da2481502cd0ce' +
      'e0158b351fc39208a77cb2744bd43cf9',
  ),
  setPinParam: fromHex('8e7f016997f3b0a27ba4347a0e49fdf5'),
} as const;

/** Text as typed → bytes, code points and LEFT(SHA-256, 16) after NFC, against a minimum of 4 and a maximum of 63. */
export const pinTextVectors = [
  { text: '1234', byteLength: 4, codePoints: 4, verdict: 'ok', hash: fromHex('03ac674216f3e15c761ee1a5e255f067') },
  {
    text: 'e\u0301clair',
    byteLength: 7,
    codePoints: 6,
    verdict: 'ok',
    hash: fromHex('0ebe6cb10ee48b340d8c35152b94cded'),
  },
  { text: '\xe9clair', byteLength: 7, codePoints: 6, verdict: 'ok', hash: fromHex('0ebe6cb10ee48b340d8c35152b94cded') },
  {
    text: '\u043f\u0430\u0440\u043e\u043b\u044c',
    byteLength: 12,
    codePoints: 6,
    verdict: 'ok',
    hash: fromHex('2dbc574daca52689a24fb60e835f8c19'),
  },
  { text: '\u{1f600}\u{1f600}\u{1f600}', byteLength: 12, codePoints: 3, verdict: 'too-short', hash: null },
  {
    text: '\u{1f600}\u{1f600}\u{1f600}\u{1f600}',
    byteLength: 16,
    codePoints: 4,
    verdict: 'ok',
    hash: fromHex('4e3ede46a912f97cb0a9dbdad20cc346'),
  },
  {
    text: 'a'.repeat(63),
    byteLength: 63,
    codePoints: 63,
    verdict: 'ok',
    hash: fromHex('7d3e74a05d7db15bce4ad9ec0658ea98'),
  },
  { text: 'a'.repeat(64), byteLength: 64, codePoints: 64, verdict: 'too-long', hash: null },
] as const;

/** Persistent token 00 to 1f, IV a0 to af. */
export const persistentVector = {
  identifierPlain: fromHex('d0d1d2d3d4d5d6d7d8d9dadbdcdddedf'),
  encIdentifier: fromHex('a0a1a2a3a4a5a6a7a8a9aaabacadaeaf5865a978a114552bce446157ed1c7cbf'),
  storeStatePlain: fromHex('e0e1e2e3e4e5e6e7e8e9eaebecedeeef'),
  encCredStoreState: fromHex('a0a1a2a3a4a5a6a7a8a9aaabacadaeaf1e41ade26f17a0a786d733f65685b74b'),
} as const;

/** hmac-secret salt 60 to 7f, encrypted and authenticated with the secrets of keyAgreementVector; IV a0 to af. */
export const hmacSecretVector = {
  saltEncOne: fromHex('59cd5335d432ce57b86d385c8b3a28b4a58b764f8245b0b15d8be2e3b4b038ae'),
  saltAuthOne: fromHex('d96f9dd4e4853d18f15923bcaa9f9428'),
  saltEncTwo: fromHex(
    'a0a1a2a3a4a5a6a7a8a9aaabacadaeaf5040549cceb2139a28aefab7aad4db446f3e7a3c217c530c202347ff2d00eb40',
  ),
  saltAuthTwo: fromHex('25f5fd439d1c49a807741cec02d961e192b63d1e0236b0883c26bbc16c927c33'),
} as const;
