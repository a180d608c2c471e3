/** Only Microsoft Entra ID knows Temporary Access Passes. */
export const entraServiceId = 'microsoft-entra-id';
