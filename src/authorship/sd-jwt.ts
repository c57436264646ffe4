import { sha256 } from '@noble/hashes/sha2.js';
import { fromBase64url, toBase64url } from '../bytes/base64.ts';
import { canonicalJson } from '../bytes/canonical-json.ts';
import type { Json } from '../bytes/canonical-json.ts';
import { fromUtf8, toUtf8 } from '../bytes/utf8.ts';
import { parseJson } from '../bytes/json.ts';
import { isCanonical } from './jws.ts';

// The part of SD-JWT (RFC 9901) that the ledger needs: claims of objects, nested, with decoys.
// Array elements are neither made nor accepted: their digests keep their place, and so leak order.

/** A claim that can be shown: RFC 9901 §4.2.1. */
export interface Disclosure {
  /** As it stands in a presentation; its digest is over these characters. */
  readonly encoded: string;
  readonly name: string;
  readonly value: unknown;
}

/** An SD-JWT taken apart (RFC 9901 §4). */
export interface Presentation {
  readonly issued: string;
  readonly disclosures: readonly string[];
  /** Empty if the presentation has no key binding. */
  readonly keyBinding: string;
}

const MAX_DEPTH = 16;

/** @returns the text by which a claim is shown (RFC 9901 §4.2.1). */
export function makeDisclosure(salt: Uint8Array, name: string, value: Json): string {
  return toBase64url(toUtf8(canonicalJson([toBase64url(salt), name, value])));
}

/** @returns what stands in `_sd` for a disclosure (RFC 9901 §4.2.3). */
export function disclosureDigest(encoded: string): string {
  return toBase64url(sha256(toUtf8(encoded)));
}

/** Reads a stranger's disclosure. @returns null if it is not one of an object's claim. */
export function readDisclosure(encoded: string): Disclosure | null {
  if (!isCanonical(encoded)) return null;
  const parts = parseJson(fromUtf8(fromBase64url(encoded) ?? new Uint8Array()) ?? '');
  if (!Array.isArray(parts) || parts.length !== 3) return null;
  const [salt, name, value] = parts as unknown[];
  if (typeof salt !== 'string' || typeof name !== 'string') return null;
  // RFC 9901 §4.2.1: these names have a meaning of their own.
  return name === '_sd' || name === '...' ? null : { encoded, name, value };
}

/** Takes a compact SD-JWT apart. @returns null if it does not have the form of one. */
export function splitPresentation(text: string): Presentation | null {
  const [issued, ...rest] = text.split('~');
  const keyBinding = rest.pop();
  if (!issued || keyBinding === undefined) return null;
  return { issued, disclosures: rest, keyBinding };
}

/**
 * Puts disclosed claims into the places of their digests.
 *
 * @returns null if a disclosure is malformed, belongs nowhere or is used twice, if a digest stands
 *   twice, or if a claim would replace another: RFC 9901 §7.1 has all of these rejected.
 */
export function resolveClaims(
  payload: unknown,
  disclosures: readonly string[],
): Record<string, unknown> | null {
  const read = disclosures.map(readDisclosure).filter((each) => each !== null);
  const unused = new Map(read.map((each) => [disclosureDigest(each.encoded), each]));
  if (read.length !== disclosures.length || unused.size !== read.length) return null;
  const resolver = new Resolver(unused);
  const claims = resolver.resolve(payload, 0);
  const isWhole = !resolver.isBroken && unused.size === 0;
  const isObject = typeof claims === 'object' && claims !== null && !Array.isArray(claims);
  // The line above is the type.
  return isWhole && isObject ? (claims as Record<string, unknown>) : null;
}

class Resolver {
  isBroken = false;
  private readonly seen = new Set<string>();
  private readonly unused: Map<string, Disclosure>;

  constructor(unused: Map<string, Disclosure>) {
    this.unused = unused;
  }

  resolve(value: unknown, depth: number): unknown {
    if (depth > MAX_DEPTH) return this.fail();
    if (Array.isArray(value)) return value.map((each) => this.resolve(each, depth + 1));
    if (typeof value !== 'object' || value === null) return value;
    const { _sd: digests = [], ...claims } = value as Record<string, unknown>;
    if ('...' in claims || !Array.isArray(digests)) return this.fail();
    const open = Object.entries(claims).map(
      ([name, inner]) => [name, this.resolve(inner, depth + 1)] as const,
    );
    const found = digests.flatMap((digest) => this.take(digest));
    const shown = found.map(({ name, value: inner }) => {
      if (Object.hasOwn(claims, name)) this.isBroken = true;
      return [name, this.resolve(inner, depth + 1)] as const;
    });
    const names = [...open, ...shown].map(([name]) => name);
    if (new Set(names).size !== names.length) this.isBroken = true;
    return Object.fromEntries([...open, ...shown]);
  }

  private take(digest: unknown): Disclosure[] {
    if (typeof digest !== 'string' || this.seen.has(digest)) {
      this.isBroken = true;
      return [];
    }
    this.seen.add(digest);
    const found = this.unused.get(digest);
    this.unused.delete(digest);
    return found ? [found] : [];
  }

  private fail(): null {
    this.isBroken = true;
    return null;
  }
}
