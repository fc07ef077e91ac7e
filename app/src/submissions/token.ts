/** Private addresses: 256 random bits in the address, their SHA-256 in the database. Who reads the database cannot open them. */
import { createHash, randomBytes } from 'node:crypto';

export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
