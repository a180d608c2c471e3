import { fromHex } from '../../src-shared/lib/hex.ts';

export interface ResponseVector {
  readonly name: string;
  readonly source: string;
  /** The CBOR body without the status byte; empty where the key sends none. For noRpsStatusOnly the status byte. */
  readonly bytes: Uint8Array;
}

const webauthnRs = 'real, kanidm/webauthn-rs webauthn-authenticator-rs/src/ctap2/commands/credential_management.rs';
const libfido2Fuzz = 'real, Yubico/libfido2 fuzz/wiredata_fido2.h';
const derived = 'derived: odd but plausible';

export const metadata3Of25: ResponseVector = {
  name: 'getCredsMetadata 3 stored, 22 free',
  source: webauthnRs,
  bytes: fromHex('a201030216'),
};

export const rpsBegin2IdOnly: ResponseVector = {
  name: 'enumerateRPsBegin, 2 RPs, id only',
  source: webauthnRs,
  bytes: fromHex(
    'a303a16269647818776562617574686e2e6669727374796561722e69642e61750458206ab9bbf0df9a16f91dbb33bbb1' +
      '32faf9d17c782c4826c6ec70ecee58d97ef52a0502',
  ),
};

export const rpsBegin3NameIcon: ResponseVector = {
  name: 'enumerateRPsBegin, 3 RPs, with name and legacy icon',
  source: webauthnRs,
  bytes: fromHex(
    'a303a3626964781e776562617574686e746573742e617a75726577656273697465732e6e65746469636f6e781e687474' +
      '70733a2f2f6578616d706c652e636f6d2f727049636f6e2e706e67646e616d6574576562417574686e20546573742053' +
      '6572766572045820e45329d03a2068d1caf7f7bb0ae954e6b0e6259745f32f4829f750f05011f9c20503',
  ),
};

export const rpsNextLongId: ResponseVector = {
  name: 'enumerateRPsGetNextRP (33-byte id, not truncated)',
  source: webauthnRs,
  bytes: fromHex(
    'a203a16269647821776562617574686e746573742e6964656e746974797374616e64617264732e696f0458200b997ccc' +
      'eb3aeb29c55c94a894b11cf01a24b4c8ae706f328cc2ea8cebc4ad5c',
  ),
};

export const noRpsExplicitZero: ResponseVector = {
  name: 'no RPs, YubiKey ≤ 5.4, Token2, trussed: explicit zero',
  source: webauthnRs,
  bytes: fromHex('a10500'),
};

export const noRpsNoBody: ResponseVector = {
  name: 'no RPs, Feitian: status 00 and no CBOR at all',
  source: webauthnRs,
  bytes: fromHex(''),
};

export const noRpsStatusOnly: ResponseVector = {
  name: 'no RPs, spec: status only',
  source: webauthnRs,
  bytes: fromHex('2e'),
};

export const credentialsBegin2LargeBlobKey: ResponseVector = {
  name: 'enumerateCredentialsBegin, 2 credentials, largeBlobKey',
  source: webauthnRs,
  bytes: fromHex(
    'a606a362696451616c696365406578616d706c652e636f6d646e616d6573616c6c69736f6e406578616d706c652e636f' +
      '6d6b646973706c61794e616d656b416c6c69736f6e20446f6507a2626964503924dbf7ba5de8829c69ee10158976f164' +
      '747970656a7075626c69632d6b657908a50102032620012158206fd02cd131251d12da038a1bd2dbb647e2454d71477a' +
      'd31dbd7cdb15d28df8bf22582004422ccaa261c197921aabada5578e9155de56c4cad91d8dd07ee37871f9f1f509020a' +
      '010b5820a3810fafc12ae8a3f5dd47212ff82a30d82ad9f86edf063471765c853aa80ae6',
  ),
};

export const fuzzMetadata: ResponseVector = {
  name: 'getCredsMetadata',
  source: libfido2Fuzz,
  bytes: fromHex('a20100021819'),
};

export const fuzzRp1Of3: ResponseVector = {
  name: 'RP 1/3 (SHA-256 of the id equals member 04: checked)',
  source: libfido2Fuzz,
  bytes: fromHex(
    'a303a16269646a79756269636f2e636f6d045820378209b72defcba91dcbf854edb4daa648828a2cbd180afc77a74434' + '655a1c7d0503',
  ),
};

export const fuzzRp2Of3: ResponseVector = {
  name: 'RP 2/3 (SHA-256 of the id equals member 04: checked)',
  source: libfido2Fuzz,
  bytes: fromHex(
    'a203a16269646b797562696b65792e6f7267045820126bba6a2d7a8184257b74dd1ddd46b62a8ca2a783fedb5b194873' + '55b7e34609',
  ),
};

export const fuzzRp3Of3: ResponseVector = {
  name: 'RP 3/3 (SHA-256 of the id equals member 04: checked)',
  source: libfido2Fuzz,
  bytes: fromHex(
    'a203a16269646c776562617574686e2e646576045820d6327d8c6a5de6ae0e33d0a331fb6777b94ef47319fe7efdfa82' + '708e1fbba255',
  ),
};

export const fuzzCredential1Of5: ResponseVector = {
  name: 'credential 1/5 (ES256, total 5, credProtect 1)',
  source: libfido2Fuzz,
  bytes: fromHex(
    'a506a36269645820e4e10631de000f4f126ec9682d433ff1022c6ee69610bf7335c9202706ba3909646e616d656a626f' +
      '622062616e616e616b646973706c61794e616d65676262616e616e6107a26269645019f7780ca0bcb9a6d51ed787fb6c' +
      '800364747970656a7075626c69632d6b657908a5010203262001215820816cdd8c8f8cc843a7bb795109b1dfbec4a554' +
      '169e5856b30b344fa56c05a221225820cdc20c99835a6173d8e074234664394cb0f46c0a3772aaa8ea58d3d4e051b228' +
      '09050a01',
  ),
};

export const fuzzCredential2Of5: ResponseVector = {
  name: 'credential 2/5 (EdDSA OKP key, credProtect 1; key {1:1,3:-8,-1:6,-2:x})',
  source: libfido2Fuzz,
  bytes: fromHex(
    'a406a3626964582056a13c062bada2217dcd910847a88a0606f66691f6eb89e4df26bc4659c37dc0646e616d656a626f' +
      '622062616e616e616b646973706c61794e616d65676262616e616e6107a262696450d8274b25ed19ef11afa6897b8450' +
      'e76264747970656a7075626c69632d6b657908a40101032720062158208dfe45d57db617ab862d32f685f09276b7ce73' +
      'ca4e0efdd5db2a1d55909652c20a01',
  ),
};

export const fuzzCredential3Of5: ResponseVector = {
  name: 'credential 3/5 (EdDSA OKP key, credProtect 1; key {1:1,3:-8,-1:6,-2:x})',
  source: libfido2Fuzz,
  bytes: fromHex(
    'a406a36269645820040e0fa0cd60359aba470c10b6826e2f66b9a7cfd847b43dfd771a3822a1daa5646e616d656a626f' +
      '622062616e616e616b646973706c61794e616d65676262616e616e6107a262696450005ddfefe2f306b2a5464d98bc14' +
      '65c164747970656a7075626c69632d6b657908a401010327200621582072791469dfcb6475eed44594bc484d2a9fc9f4' +
      'b51b05a65b549aac6c2ec690620a01',
  ),
};

export const fuzzPinRetries: ResponseVector = {
  name: 'clientPIN getPINRetries',
  source: libfido2Fuzz,
  bytes: fromHex('a10308'),
};

export const fuzzKeyAgreement: ResponseVector = {
  name: 'getKeyAgreement',
  source: libfido2Fuzz,
  bytes: fromHex(
    'a101a5010203381820012158202ab82d3669ab309de35e9bfb94fc1d9295af0147fe4b87e5cf3f050b39da1749225820' +
      '151bbe0878604d3c3ff160a6d8f8edce4a305d1aaf80c40ad26f77381297aabd',
  ),
};

export const fuzzPinToken: ResponseVector = {
  name: 'getPinToken p1, 16-byte encrypted token',
  source: libfido2Fuzz,
  bytes: fromHex('a10250ee404c85d7a12f56c44ec59341d03b23'),
};

export const fuzzBioSensorInfo: ResponseVector = {
  name: 'bio sensor info (kind 1 touch, 4 samples)',
  source: libfido2Fuzz,
  bytes: fromHex('a202010304'),
};

export const fuzzBioEnumerate: ResponseVector = {
  name: 'bio enumerate, 3 templates',
  source: libfido2Fuzz,
  bytes: fromHex('a10783a20142cea3026766696e67657231a20142bf5e026766696e67657232a201425ed2026766696e67657233'),
};

export const fuzzGetAssertion: ResponseVector = {
  name: 'getAssertion (U2F-era 64-byte credential ID, no user)',
  source: libfido2Fuzz,
  bytes: fromHex(
    'a301a262696458404a4c9ecc817d42032b41d138d349b4fcfbe44ee4ff76341668069da60132b9ffc2350d89436612f8' +
      '8e5bdef4ccec9d0385c2f5e68eeb3f3aecc31d046ef35b8864747970656a7075626c69632d6b657902582549960de588' +
      '0e8c687434170f6476605b8fe4aeb9a28632c7995cf3ba831d976304000000090358473045022100cf3f360e1f6fd6a0' +
      '9d13cf55f7498fc8c903127641757bb50a90a58226f16b800220349b7a82d3e1794955419fa40606bdc8b92b5fe1a799' +
      '1ca1fc7e3ed5852e1175',
  ),
};

export const fuzzMakeCredential: ResponseVector = {
  name: 'makeCredential packed with x5c, AAGUID f8a011f3…, 992 bytes',
  source: libfido2Fuzz,
  bytes: fromHex(
    'a301667061636b65640258c449960de5880e8c687434170f6476605b8fe4aeb9a28632c7995cf3ba831d976345000000' +
      '00f8a011f38c0a4d15800617111f9edc7d0040ed8848a1db564d0f0dc88f0fe916b178a9409871a0b3f2cf05736c12bf' +
      '0096f37b93ba49ee23b4782efbce27a8c22678cc952d40dbd1403d2ba331a0758263f0a50102032620012158209d95a1' +
      'b5d611bfe228a07fca1ed9090f0de78e29e82e11db556213d726c27e2b225820be742aacde114076310bed55def303e4' +
      '1cac42638fe83063b7074e5dfb175e9b03a363616c67266373696758483046022100fbd126763474acf6d85c5dbcdae0' +
      '43e0a5429fc7e2183ee22c9478bf9ceb3e9d022100ab211bc43069ee7f09e66b999834077b9a58b2e877e0ba7dab65f8' +
      'ba2acb9a4163783563815902b3308202af30820197a0030201020204485b3db6300d06092a864886f70d01010b050030' +
      '21311f301d06035504030c1659756269636f204649444f2050726576696577204341301e170d31383034313231303537' +
      '31305a170d3138313233313130353731305a306f310b300906035504061302534531123010060355040a0c0959756269' +
      '636f20414231223020060355040b0c1941757468656e74696361746f72204174746573746174696f6e31283026060355' +
      '04030c1f59756269636f205532462045452053657269616c20313231333933393132363059301306072a8648ce3d0201' +
      '06082a8648ce3d03010703420004fb2cdd304328c5724a50cce6f60bad7d27a91b59e1e66f297b89c9d43dc2b2c77889' +
      'b4f0ff9d0228cb946dfce01b19589b67804aac977f28189ccdb32574ca28a36c306a302206092b0601040182c40a0204' +
      '15312e332e362e312e342e312e34313438322e312e363013060b2b0601040182e51c0201010404030204303021060b2b' +
      '0601040182e51c01010404120410f8a011f38c0a4d15800617111f9edc7d300c0603551d130101ff04023000300d0609' +
      '2a864886f70d01010b0500038201010032f3e4bd58d7422baf499986081f0da93bc6aa1c7211f92853ebf3eb73da693b' +
      '06de31338e5d02ecf676e95c42bea58f25d3373f77bb2a9d7cb23e118c41d49a4c9ad8f3e2a4ec01777a74a8c41243c3' +
      '1ece208f2d0f6ebc619be184a172f6a9accbf8736d5be298b36bece71e778d0a69aaf994b8636de8faf62fd3ce7f044c' +
      '322cf7263e3499e6a5b2b02abbad5bd9ece5b0714d73bb9461499c942a5f1dccaf65033b3939d447d9fcc47b0b16d8e9' +
      '01fcec3f8c1bc0c6ac0b5d74c7bb03056917e9981a19b9095ca1f4ab9f027c280f8af9ed1d293cf6cc2f046d9ad662b4' +
      'a96eb1cacaac5e053e8391477c1f8b6001de653abff2aabb559886917ead3b36',
  ),
};

export const oddUserIdOnly: ResponseVector = {
  name: 'user with id only',
  source: derived,
  bytes: fromHex(
    'a506a162696442010207a262696450000102030405060708090a0b0c0d0e0f64747970656a7075626c69632d6b657908' +
      'a5010203262001215820438735482704cfa21282f92c7134be8ef97fe1c724b87774473022c05c28e3c6225820bed938' +
      '7117b35037b08302483a09b6e07b3a21551e31382d4af8eaeb5b2900b709010a01',
  ),
};

export const oddEmptyNames: ResponseVector = {
  name: 'empty name and displayName',
  source: derived,
  bytes: fromHex(
    'a406a36269644101646e616d65606b646973706c61794e616d656007a262696450000102030405060708090a0b0c0d0e' +
      '0f64747970656a7075626c69632d6b657908a5010203262001215820438735482704cfa21282f92c7134be8ef97fe1c7' +
      '24b87774473022c05c28e3c6225820bed9387117b35037b08302483a09b6e07b3a21551e31382d4af8eaeb5b2900b709' +
      '01',
  ),
};

export const oddCutDisplayName: ResponseVector = {
  name: 'displayName cut inside a UTF-8 sequence ("Zo" + c3)',
  source: derived,
  bytes: fromHex(
    'a406a262696441016b646973706c61794e616d65635a6fc307a262696450000102030405060708090a0b0c0d0e0f6474' +
      '7970656a7075626c69632d6b657908a5010203262001215820438735482704cfa21282f92c7134be8ef97fe1c724b877' +
      '74473022c05c28e3c6225820bed9387117b35037b08302483a09b6e07b3a21551e31382d4af8eaeb5b2900b70901',
  ),
};

export const oddThirdPartyPayment: ResponseVector = {
  name: 'thirdPartyPayment true, credProtect 3',
  source: derived,
  bytes: fromHex(
    'a606a26269644101646e616d65616107a262696450000102030405060708090a0b0c0d0e0f64747970656a7075626c69' +
      '632d6b657908a5010203262001215820438735482704cfa21282f92c7134be8ef97fe1c724b87774473022c05c28e3c6' +
      '225820bed9387117b35037b08302483a09b6e07b3a21551e31382d4af8eaeb5b2900b709010a030cf5',
  ),
};

export const oddRpWithoutId: ResponseVector = {
  name: 'RP entity without id, hash only',
  source: derived,
  bytes: fromHex('a303a0045820a379a6f6eeafb9a55e378c118034e2751e682fab9f2d30ab13d2125586ce19470501'),
};

export const oddRpIdHashEmpty: ResponseVector = {
  name: 'rpIDHash of wrong length (0 bytes)',
  source: derived,
  bytes: fromHex('a303a16269646b6578616d706c652e636f6d04400502'),
};

export const oddRpTruncatedId: ResponseVector = {
  name: 'RP with truncated id',
  source: derived,
  bytes: fromHex(
    'a303a16269647820e280a66e67776562736974652e686f7374696e6770726f76696465722e6e6574045820fa103e07db' +
      '6013b130f94d1e7347f53dd24e29d82f626e7a2b68da79d31a49800501',
  ),
};

export const oddRpsWithoutTotal: ResponseVector = {
  name: 'reply map without totalRPs (Nitrokey FIDO2 class)',
  source: derived,
  bytes: fromHex(
    'a203a16269646b6578616d706c652e636f6d045820a379a6f6eeafb9a55e378c118034e2751e682fab9f2d30ab13d212' + '5586ce1947',
  ),
};

/** All of the above that have a CBOR body. */
export const responseVectors: readonly ResponseVector[] = [
  metadata3Of25,
  rpsBegin2IdOnly,
  rpsBegin3NameIcon,
  rpsNextLongId,
  noRpsExplicitZero,
  credentialsBegin2LargeBlobKey,
  fuzzMetadata,
  fuzzRp1Of3,
  fuzzRp2Of3,
  fuzzRp3Of3,
  fuzzCredential1Of5,
  fuzzCredential2Of5,
  fuzzCredential3Of5,
  fuzzPinRetries,
  fuzzKeyAgreement,
  fuzzPinToken,
  fuzzBioSensorInfo,
  fuzzBioEnumerate,
  fuzzGetAssertion,
  fuzzMakeCredential,
  oddUserIdOnly,
  oddEmptyNames,
  oddCutDisplayName,
  oddThirdPartyPayment,
  oddRpWithoutId,
  oddRpIdHashEmpty,
  oddRpTruncatedId,
  oddRpsWithoutTotal,
];
