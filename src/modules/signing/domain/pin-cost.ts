/** scrypt's N for a PIN: the largest power of two within the memory that one password hash may take. */
export function pinCost(passwordMemoryKib: number): number {
  return 2 ** Math.floor(Math.log2(Math.max(1024, passwordMemoryKib)));
}
