import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  actionsFrom,
  defineLifecycle,
  LifecycleError,
  listMoves,
  listStates,
  nextState,
} from './index.js';

type State = 'draft' | 'in-review' | 'signed' | 'withdrawn';
type Action = 'submit' | 'withdraw' | 'return' | 'sign';

const TABLE = {
  draft: { submit: 'in-review', withdraw: 'withdrawn' },
  'in-review': { return: 'draft', sign: 'signed' },
  signed: {},
  withdrawn: {},
} as const;

const OUTGOING = defineLifecycle<State, Action>({
  name: 'outgoing',
  initial: 'draft',
  table: TABLE,
  terminal: ['signed', 'withdrawn'],
});

describe('a lifecycle', () => {
  it('answers the next state of an allowed action and nothing for any other', () => {
    expect(nextState(OUTGOING, 'draft', 'submit')).toBe('in-review');
    expect(nextState(OUTGOING, 'draft', 'sign')).toBeUndefined();
    expect(nextState(OUTGOING, 'signed', 'return')).toBeUndefined();
  });

  it('lists actions, states and moves in the order of the table', () => {
    expect(actionsFrom(OUTGOING, 'in-review')).toEqual(['return', 'sign']);
    expect(actionsFrom(OUTGOING, 'withdrawn')).toEqual([]);
    expect(listStates(OUTGOING)).toEqual(['draft', 'in-review', 'signed', 'withdrawn']);
    expect(listMoves(OUTGOING)).toEqual([
      { from: 'draft', action: 'submit', to: 'in-review' },
      { from: 'draft', action: 'withdraw', to: 'withdrawn' },
      { from: 'in-review', action: 'return', to: 'draft' },
      { from: 'in-review', action: 'sign', to: 'signed' },
    ]);
  });

  it('cannot be changed after it was defined', () => {
    expect(Object.isFrozen(OUTGOING.table)).toBe(true);
    expect(Object.isFrozen(OUTGOING.table.draft)).toBe(true);
  });

  it('is not fooled by names that every object inherits', () => {
    expect(nextState(OUTGOING, 'draft', 'constructor' as Action)).toBeUndefined();
    expect(nextState(OUTGOING, 'toString' as State, 'submit')).toBeUndefined();
    expect(actionsFrom(OUTGOING, 'no-longer-known' as State)).toEqual([]);
  });
});

describe('defining a lifecycle', () => {
  const refusal = (work: () => unknown): LifecycleError => {
    try {
      work();
    } catch (error) {
      if (error instanceof LifecycleError) return error;
    }
    throw new Error('the table was accepted');
  };

  it('refuses a move to an unknown state', () => {
    const table = { draft: { submit: 'lost' as 'draft' } };
    const error = refusal(() => defineLifecycle({ name: 'x', initial: 'draft', table }));
    expect(error).toMatchObject({ code: 'lifecycle.unknown-state', state: 'lost' });
  });

  it('refuses an unknown initial state', () => {
    const initial = 'nowhere' as 'draft';
    const error = refusal(() => defineLifecycle({ name: 'x', initial, table: { draft: {} } }));
    expect(error).toMatchObject({ code: 'lifecycle.unknown-state', state: 'nowhere' });
  });

  it('refuses a state that nothing leads to', () => {
    const table = { draft: {}, issued: {} };
    const error = refusal(() =>
      defineLifecycle<'draft' | 'issued', 'issue'>({ name: 'x', initial: 'draft', table }),
    );
    expect(error).toMatchObject({ code: 'lifecycle.unreachable-state', state: 'issued' });
  });

  it('refuses a dead end that is not named terminal, and a terminal state with moves', () => {
    const deadEnd = refusal(() =>
      defineLifecycle<State, Action>({
        name: 'x',
        initial: 'draft',
        table: TABLE,
        terminal: ['signed'],
      }),
    );
    expect(deadEnd).toMatchObject({ code: 'lifecycle.terminal-mismatch', state: 'withdrawn' });
    const withMoves = refusal(() =>
      defineLifecycle<State, Action>({
        name: 'x',
        initial: 'draft',
        table: TABLE,
        terminal: ['draft', 'signed', 'withdrawn'],
      }),
    );
    expect(withMoves).toMatchObject({ code: 'lifecycle.terminal-mismatch', state: 'draft' });
  });
});

describe('any accepted table', () => {
  const STATES = ['a', 'b', 'c', 'd'] as const;
  const ACTIONS = ['p', 'q', 'r'] as const;
  type S = (typeof STATES)[number];
  type A = (typeof ACTIONS)[number];

  const moves = fc.dictionary(fc.constantFrom(...ACTIONS), fc.constantFrom(...STATES), {
    maxKeys: 3,
  }) as fc.Arbitrary<Partial<Record<A, S>>>;
  const table = fc.record({ a: moves, b: moves, c: moves, d: moves });

  it('is walked only along its listed moves and can reach every state', () => {
    fc.assert(
      fc.property(table, fc.array(fc.constantFrom(...ACTIONS)), (drawn, walk) => {
        const lifecycle = acceptOrSkip(drawn);
        const listed = new Set(
          listMoves(lifecycle).map(({ from, action, to }) => `${from} ${action} ${to}`),
        );
        let state: S = lifecycle.initial;
        for (const action of walk) {
          const to = nextState(lifecycle, state, action);
          expect(actionsFrom(lifecycle, state).includes(action)).toBe(to !== undefined);
          if (to === undefined) continue;
          expect(listed.has(`${state} ${action} ${to}`)).toBe(true);
          state = to;
        }
        const targets = new Set<S>(['a', ...listMoves(lifecycle).map(({ to }) => to)]);
        expect(targets.size).toBe(STATES.length);
      }),
    );
  });

  function acceptOrSkip(drawn: Record<S, Partial<Record<A, S>>>) {
    try {
      return defineLifecycle<S, A>({ name: 'drawn', initial: 'a', table: drawn });
    } catch (error) {
      fc.pre(!(error instanceof LifecycleError));
      throw error;
    }
  }
});
