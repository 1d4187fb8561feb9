/** Private members of any key type, and the symmetric key (RFC 7518 section 6, RFC 9864 `priv`). */
export const SECRET_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'] as const
