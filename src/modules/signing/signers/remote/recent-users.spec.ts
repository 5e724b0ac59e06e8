import { describe, expect, it } from '@jest/globals';
import { RecentUsers } from './recent-users.js';

describe('what is kept for users of a service', () => {
  it('is that of the last ones asked for', () => {
    const users = new RecentUsers<number>(2);
    users.set('a', 1);
    users.set('b', 2);
    expect(users.get('a')).toBe(1);
    users.set('c', 3);
    expect(['a', 'b', 'c'].map((user) => users.get(user))).toEqual([1, undefined, 3]);
    users.delete('a');
    expect(users.get('a')).toBeUndefined();
  });
});
