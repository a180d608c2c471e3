/** A list of models that an organisation allows or forbids, by AAGUID (32 hex digits). */
export interface ModelList {
  readonly name: string;
  readonly kind: 'allow' | 'forbid';
  readonly aaguids: readonly string[];
}
