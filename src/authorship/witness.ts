/** Something that says when a ledger version existed: a time stamp of another party. */
export interface Witness {
  readonly kind: 'rfc3161' | 'opentimestamps';
  /** The authority as the author's configuration calls it; `calendars` for OpenTimestamps. */
  readonly name: string;
  /** A TimeStampResp (RFC 3161 §2.4.2) or an OpenTimestamps file. */
  readonly bytes: Uint8Array;
}

/** What a witness turned out to say. */
export interface CheckedWitness {
  readonly kind: Witness['kind'];
  readonly name: string;
  /**
   * `valid`: signed by an authority that leads to a known root. `unknown-root`: signed, but the
   * chain ends at a certificate nobody here knows. `pending`: promised by a calendar, not yet in a
   * block. `attested`: in a Bitcoin block, which was not looked at here.
   */
  readonly status: 'valid' | 'unknown-root' | 'pending' | 'attested' | 'invalid';
  /** The latest moment the data can have come into being, ISO 8601; null if none is known. */
  readonly time: string | null;
  /** In words of the format: who signed and under which root, which calendars, which blocks. */
  readonly by: readonly string[];
}

export function checkWitness(
  { kind, name }: Witness,
  _data: Uint8Array,
  _roots: readonly Uint8Array[],
): Promise<CheckedWitness> {
  return Promise.resolve({ kind, name, status: 'invalid', time: null, by: [] });
}
