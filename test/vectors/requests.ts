import { fromHex } from '../../src-shared/lib/hex.ts';

/** Complete messages: command byte and CBOR. The token is 00 to 1f; key agreement as keyAgreementVector. */
export interface RequestVector {
  readonly message: Uint8Array;
  /** Bytes that the pinUvAuthParam is computed over, where the source names them. */
  readonly authenticated: Uint8Array | null;
}

export const requestVectors = {
  'getPINRetries, protocol 2': {
    message: fromHex('06a201020201'),
    authenticated: null,
  },
  'getKeyAgreement p1': {
    message: fromHex('06a201010202'),
    authenticated: null,
  },
  'getKeyAgreement p2': {
    message: fromHex('06a201020202'),
    authenticated: null,
  },
  'getPinToken (0x05) p1, PIN 1234': {
    message: fromHex(
      '06a40101020503a50102033818200121582044d78d7989b97e62ea993496c9ef6e8fd58b8b00715f9a89153ddd9c4657' +
        'e47f225820ec802ee7d22bd4e100f12e48537eb4e7e96ed3a47a0a3bd5f5eeab65001664f90650afe8327ce416da8ee3' +
        'd057589c2ce1a9',
    ),
    authenticated: null,
  },
  '0x09 p2, permissions cm': {
    message: fromHex(
      '06a50102020903a50102033818200121582044d78d7989b97e62ea993496c9ef6e8fd58b8b00715f9a89153ddd9c4657' +
        'e47f225820ec802ee7d22bd4e100f12e48537eb4e7e96ed3a47a0a3bd5f5eeab65001664f9065820a0a1a2a3a4a5a6a7' +
        'a8a9aaabacadaeafad1622cc7a9de80aa455b9df6af219c90904',
    ),
    authenticated: null,
  },
  '0x09 p2, permissions mc|ga, rpId example.com': {
    message: fromHex(
      '06a60102020903a50102033818200121582044d78d7989b97e62ea993496c9ef6e8fd58b8b00715f9a89153ddd9c4657' +
        'e47f225820ec802ee7d22bd4e100f12e48537eb4e7e96ed3a47a0a3bd5f5eeab65001664f9065820a0a1a2a3a4a5a6a7' +
        'a8a9aaabacadaeafad1622cc7a9de80aa455b9df6af219c909030a6b6578616d706c652e636f6d',
    ),
    authenticated: null,
  },
  '0x09 p2, permissions pcmr (0x40 → 1840)': {
    message: fromHex(
      '06a50102020903a50102033818200121582044d78d7989b97e62ea993496c9ef6e8fd58b8b00715f9a89153ddd9c4657' +
        'e47f225820ec802ee7d22bd4e100f12e48537eb4e7e96ed3a47a0a3bd5f5eeab65001664f9065820a0a1a2a3a4a5a6a7' +
        'a8a9aaabacadaeafad1622cc7a9de80aa455b9df6af219c9091840',
    ),
    authenticated: null,
  },
  'setPIN p1 "1234"': {
    message: fromHex(
      '06a50101020303a50102033818200121582044d78d7989b97e62ea993496c9ef6e8fd58b8b00715f9a89153ddd9c4657' +
        'e47f225820ec802ee7d22bd4e100f12e48537eb4e7e96ed3a47a0a3bd5f5eeab65001664f904507b40c084ccc5794194' +
        '189ab57836475f0558400222fc42c6dd76a274a7057858b9b29d98e8a722ec2dc6668476168c5320473cec9907b4cd76' +
        'ce7943c96ba5683943211d84471e64d9c51e54763488cd66526a',
    ),
    authenticated: null,
  },
  'setPIN p2 "1234"': {
    message: fromHex(
      '06a50102020303a50102033818200121582044d78d7989b97e62ea993496c9ef6e8fd58b8b00715f9a89153ddd9c4657' +
        'e47f225820ec802ee7d22bd4e100f12e48537eb4e7e96ed3a47a0a3bd5f5eeab65001664f9045820b93694445cf634d4' +
        '4d357398871d5332bee6a95cdb246325686682ca011d56c1055850a0a1a2a3a4a5a6a7a8a9aaabacadaeafd837029c5b' +
        '1a4f3f20df99578ec5a3012056b667c27afa7db2f9bf9a1a3916a154bc5a15819904c1f53c220ff531cc961d6ce98d4b' +
        '7bcd1b9514162f89d8617f',
    ),
    authenticated: null,
  },
  'MC/GA pinUvAuthParam p1 over clientDataHash': {
    message: fromHex('0db811f3955aa6e9f819c62af14afaa6'),
    authenticated: null,
  },
  'MC/GA pinUvAuthParam p2 over clientDataHash': {
    message: fromHex('0db811f3955aa6e9f819c62af14afaa68f4efe3321f50f84ffc40c992f1ae836'),
    authenticated: null,
  },
  'credMgmt getCredsMetadata 0x0A p2': {
    message: fromHex('0aa3010103020458209b4c8120a4823a95f47cde17a244f4507244ee6e3957d1fab9fa29b44d3829b7'),
    authenticated: null,
  },
  'same, preview 0x41 p1': {
    message: fromHex('41a30101030104509b4c8120a4823a95f47cde17a244f450'),
    authenticated: null,
  },
  'enumerateRPsBegin 0x0A p2': {
    message: fromHex('0aa3010203020458204304c22c84a53755ab08ead8d97a8d429be5efa480682d7ad1da27f73e1fbe1d'),
    authenticated: null,
  },
  'same, preview p1': {
    message: fromHex('41a30102030104504304c22c84a53755ab08ead8d97a8d42'),
    authenticated: null,
  },
  enumerateRPsGetNextRP: {
    message: fromHex('0aa10103'),
    authenticated: null,
  },
  'enumerateCredentialsBegin(example.com), 0x0A p2': {
    message: fromHex(
      '0aa4010402a1015820a379a6f6eeafb9a55e378c118034e2751e682fab9f2d30ab13d2125586ce19470302045820297e' +
        '215b5ce8e700cdfed6d105d18a5b2494ae4688d772d60bba4060b247aed8',
    ),
    authenticated: fromHex('04a1015820a379a6f6eeafb9a55e378c118034e2751e682fab9f2d30ab13d2125586ce1947'),
  },
  'enumerateCredentialsBegin(example.com), 0x41 p1': {
    message: fromHex(
      '41a4010402a1015820a379a6f6eeafb9a55e378c118034e2751e682fab9f2d30ab13d2125586ce194703010450297e21' +
        '5b5ce8e700cdfed6d105d18a5b',
    ),
    authenticated: fromHex('04a1015820a379a6f6eeafb9a55e378c118034e2751e682fab9f2d30ab13d2125586ce1947'),
  },
  enumerateCredentialsGetNextCredential: {
    message: fromHex('0aa10105'),
    authenticated: null,
  },
  'deleteCredential(id 00..0f), 0x0A p2': {
    message: fromHex(
      '0aa4010602a102a262696450000102030405060708090a0b0c0d0e0f64747970656a7075626c69632d6b657903020458' +
        '2073a48d83d38480207b769b595c5776dec1d2eaa37ebafe7111f218a2edd9c75b',
    ),
    authenticated: fromHex('06a102a262696450000102030405060708090a0b0c0d0e0f64747970656a7075626c69632d6b6579'),
  },
  'deleteCredential(id 00..0f), 0x41 p1': {
    message: fromHex(
      '41a4010602a102a262696450000102030405060708090a0b0c0d0e0f64747970656a7075626c69632d6b657903010450' +
        '73a48d83d38480207b769b595c5776de',
    ),
    authenticated: fromHex('06a102a262696450000102030405060708090a0b0c0d0e0f64747970656a7075626c69632d6b6579'),
  },
  'updateUserInformation, 0x0A p2': {
    message: fromHex(
      '0aa4010702a202a262696450000102030405060708090a0b0c0d0e0f64747970656a7075626c69632d6b657903a36269' +
        '644401020304646e616d6565616c6963656b646973706c61794e616d6567416c696365204103020458200281666f5003' +
        '8d2f80f0f714c2f3e217f157ca864f63781f19dae0e64877573a',
    ),
    authenticated: fromHex(
      '07a202a262696450000102030405060708090a0b0c0d0e0f64747970656a7075626c69632d6b657903a3626964440102' +
        '0304646e616d6565616c6963656b646973706c61794e616d6567416c6963652041',
    ),
  },
  'config toggleAlwaysUv': {
    message: fromHex('0da30102030204582032cf0f9234e40e7ac115bf2eef1a33b55404f74cb39063c9e46037fc672fd963'),
    authenticated: fromHex('ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0d02'),
  },
  'config setMinPINLength{1:6,3:true}': {
    message: fromHex('0da4010302a2010603f5030204582039663c1202b51ba15f8b7eab0d1487643dab1a92596b4281c00f1ead50d02c64'),
    authenticated: fromHex('ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0d03a2010603f5'),
  },
  'bio enumerateEnrollments': {
    message: fromHex('09a4010102040402055820a7e619f5f020a118a25cb911cd2fdcbf450cbdc57f7d1bd5d1dc5831d12e5e86'),
    authenticated: fromHex('0104'),
  },
  'bio enrollBegin{3:10000}': {
    message: fromHex(
      '09a50101020103a10319271004020558206bbb0881a5b91af3083def9018f2f8dbfeda0759009de0d50d66a57688db35' + 'ca',
    ),
    authenticated: fromHex('0101a103192710'),
  },
  'bio setFriendlyName{1:42ce,2:"finger1"}': {
    message: fromHex(
      '09a50101020503a2014242ce026766696e6765723104020558201e1fb964833365fe2d468c65eb19456c7d9356626754' +
        '81de70466e60ce261d6f',
    ),
    authenticated: fromHex('0105a2014242ce026766696e67657231'),
  },
  'largeBlobs get 960 at 0 (maxMsgSize 1024)': {
    message: fromHex('0ca2011903c00300'),
    authenticated: null,
  },
  'largeBlobs set (array of §5, one fragment)': {
    message: fromHex(
      '0ca502584c81a3015826f14da1b1bedb8ce9ee58cf97f02705f4d10c0d546c4c415e1cc4a3ea6e8b700ffde81b6cb5e0' +
        '024c000102030405060708090a0b0318441b2eb05639fbf3cc9d9a8c088be4d31e030004184c055820a9da34f6c5e7fd' +
        '02615253545354f77890884f1e75e0b5ef982905e1bc6441b30602',
    ),
    authenticated: fromHex(
      'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0c0000000000677b73fe316f8de52b2a' +
        'ccf02fe4bf3d63cb62f49126360549e216894556dfbc',
    ),
  },
  'published elsewhere: getCredsMetadata': {
    message: fromHex('0aa30101030204582013d7f2e7a0b9617839b3fbbfc2f90cec5ec0c6c0415472742256ac6ed79efa5d'),
    authenticated: null,
  },
  'published elsewhere: enumerateCredentialsBegin': {
    message: fromHex(
      '0aa4010402a10158200b997ccceb3aeb29c55c94a894b11cf01a24b4c8ae706f328cc2ea8cebc4ad5c030204582013d7' +
        'f2e7a0b9617839b3fbbfc2f90cec5ec0c6c0415472742256ac6ed79efa5d',
    ),
    authenticated: null,
  },
  'setPIN p2 request layout from a Dart test (nfcim/fido2)': {
    message: fromHex(
      '06a50102020303a5010203381820012158209950ccd8c524dbaab6d5ed7e4256b72a647920445dca51da5f1b2a6aeb9a' +
        'ab1822582080cc342abc60c6fd1e8101cb3aa1d34b43cafa6c3ca5403d70dec1c72ec637fd0458209941b629d9bab9c8' +
        'c578d5e7a3ae6201b7a2f90f02b238aa2674f4a976c17ff305585075e69079a080945600397cc32abe3b5cfd61c1bbba' +
        'd4ce71396ebb64d51d0198cc9d6ff8ebd14a6c9a134be717cebfb1cb25815b3ad0080dcc7414d8604df1729e89ea54b1' +
        '277dc701077c6ed5b8512a',
    ),
    authenticated: null,
  },
} as const satisfies Readonly<Record<string, RequestVector>>;
