import { BrokenInput } from '../command.ts';

/** Why a vault cannot be read or written. Each has its own message. */
export type VaultErrorCode =
  | 'VAULT_MISSING'
  | 'VAULT_EXISTS'
  | 'VAULT_LOCKED'
  | 'VAULT_WRONG_KEY'
  | 'VAULT_DAMAGED'
  | 'VAULT_UNREADABLE'
  | 'VAULT_BUSY'
  | 'VAULT_CHANGED'
  | 'VAULT_KEY_INVALID'
  | 'VAULT_REFUSED';

/** Something about the vault. The message never holds what is in it, nor a key. */
export class VaultError extends BrokenInput {
  override readonly name = 'BrokenInput';
  readonly code: VaultErrorCode;

  constructor(code: VaultErrorCode, message: string, options: ErrorOptions & { hint?: string }) {
    super(message, options);
    this.code = code;
  }
}
