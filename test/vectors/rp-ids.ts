import { fromHex } from '../../src-shared/lib/hex.ts';

/** RP IDs as a key stores them that keeps 32 bytes (CTAP 2.1 §6.8.7). */
export const rpIdVectors = [
  {
    rpId: 'example.com',
    stored: fromHex('6578616d706c652e636f6d'),
    hash: fromHex('a379a6f6eeafb9a55e378c118034e2751e682fab9f2d30ab13d2125586ce1947'),
  },
  {
    rpId: 'webauthntest.azurewebsites.net',
    stored: fromHex('776562617574686e746573742e617a75726577656273697465732e6e6574'),
    hash: fromHex('e45329d03a2068d1caf7f7bb0ae954e6b0e6259745f32f4829f750f05011f9c2'),
  },
  {
    rpId: 'webauthntest.identitystandards.io',
    stored: fromHex('e280a67574686e746573742e6964656e746974797374616e64617264732e696f'),
    hash: fromHex('0b997ccceb3aeb29c55c94a894b11cf01a24b4c8ae706f328cc2ea8cebc4ad5c'),
  },
  {
    rpId: 'myfidousingwebsite.hostingprovider.net',
    stored: fromHex('e280a66e67776562736974652e686f7374696e6770726f76696465722e6e6574'),
    hash: fromHex('fa103e07db6013b130f94d1e7347f53dd24e29d82f626e7a2b68da79d31a4980'),
  },
  {
    rpId: 'mygreatsite.hostingprovider.info',
    stored: fromHex('6d796772656174736974652e686f7374696e6770726f76696465722e696e666f'),
    hash: fromHex('c3fe83cc1021aa911f89ee1578384abfb92395e5b8d049759982ebac8dca0f53'),
  },
  {
    rpId: 'otherprotocol://myfidousingwebsite.hostingprovider.net',
    stored: fromHex('6f7468657270726f746f636f6c3ae280a6696e6770726f76696465722e6e6574'),
    hash: fromHex('beb47a1b7c3d4e88ddb324ceb5941363885b5ca2132715f466815546d7f4864a'),
  },
  {
    rpId: 'veryexcessivelylargeprotocolname://example.com',
    stored: fromHex('766572796578636573736976656c796c6172676570726f746f636f6c6e616d65'),
    hash: fromHex('61791639ccef9c50472ce8d14bf0ec4641b9ec112651722c01f2a065baca3acf'),
  },
  {
    rpId: 'ssh:a-very-long-application-name-for-openssh',
    stored: fromHex('7373683ae280a66c69636174696f6e2d6e616d652d666f722d6f70656e737368'),
    hash: fromHex('b25057390f3017a3eb9fa8d8f32f87bb3ca92c466a908bf4273799517f84f0c2'),
  },
] as const;
