import { describe, expect, it } from '@jest/globals';
import { ReceivingSlots } from './receiving-slots.js';

const refusal = (): Error => new Error('full');

describe('places for bodies that are received', () => {
  it('are few from each and few in all, and free again whatever happens', async () => {
    const slots = new ReceivingSlots({ inAll: 3, each: 2 });
    const ends: (() => void)[] = [];
    const slow = (from: string): Promise<void> =>
      slots.hold(from, refusal, () => new Promise<void>((resolve) => ends.push(resolve)));
    const quick = (from: string): Promise<string> =>
      slots.hold(from, refusal, () => Promise.resolve('received'));

    const held = [slow('a'), slow('a')];
    await expect(quick('a')).rejects.toThrow('full');
    await expect(quick('b')).resolves.toBe('received');
    held.push(slow('b'));
    await expect(quick('c')).rejects.toThrow('full');
    for (const end of ends) end();
    await Promise.all(held);
    await expect(
      slots.hold('a', refusal, () => Promise.reject(new Error('cut off'))),
    ).rejects.toThrow('cut off');
    await expect(quick('a')).resolves.toBe('received');
  });
});
