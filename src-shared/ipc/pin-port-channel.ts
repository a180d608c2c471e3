/** Channel on which the main process hands a PIN window its port to the key host. */
export const pinPortChannel = 'sparekey:pin.port';
