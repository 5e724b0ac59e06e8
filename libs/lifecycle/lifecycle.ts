import { LifecycleError } from './errors.js';

type Table<State extends string, Action extends string> = Readonly<
  Record<State, Readonly<Partial<Record<Action, State>>>>
>;

/** Which action leads from which state to which: plain data, checked once by `defineLifecycle`. */
export type Lifecycle<State extends string, Action extends string> = {
  readonly name: string;
  readonly initial: State;
  readonly table: Table<State, Action>;
};

export type LifecycleDefinition<State extends string, Action extends string> = Lifecycle<
  State,
  Action
> & {
  /** When given, exactly these states have no way out. */
  readonly terminal?: readonly State[];
};

export type Move<State extends string, Action extends string> = {
  readonly from: State;
  readonly action: Action;
  readonly to: State;
};

/**
 * Checks a transition table and freezes it.
 *
 * @throws LifecycleError when a move leads to a state that the table lacks, when a state cannot be
 * reached from the initial one, or when `terminal` does not name exactly the states without moves.
 */
export function defineLifecycle<State extends string, Action extends string>(
  definition: LifecycleDefinition<State, Action>,
): Lifecycle<State, Action> {
  const lifecycle = freeze(definition);
  requireKnownStates(lifecycle);
  requireReachableStates(lifecycle);
  if (definition.terminal !== undefined) requireTerminalStates(lifecycle, definition.terminal);
  return lifecycle;
}

/** The state after the action, or `undefined` when the action is not allowed now. */
export function nextState<State extends string, Action extends string>(
  lifecycle: Lifecycle<State, Action>,
  state: State,
  action: Action,
): State | undefined {
  const moves = movesOf(lifecycle, state);
  return Object.hasOwn(moves, action) ? moves[action] : undefined;
}

/** The actions that the state allows, in the order of the table; empty for a terminal state. */
export function actionsFrom<State extends string, Action extends string>(
  lifecycle: Lifecycle<State, Action>,
  state: State,
): readonly Action[] {
  return Object.keys(movesOf(lifecycle, state)) as Action[];
}

/** Every state, in the order of the table. */
export function listStates<State extends string, Action extends string>(
  lifecycle: Lifecycle<State, Action>,
): readonly State[] {
  return Object.keys(lifecycle.table) as State[];
}

/** Every move of the table, for tests of the whole matrix and for the user guide. */
export function listMoves<State extends string, Action extends string>(
  lifecycle: Lifecycle<State, Action>,
): readonly Move<State, Action>[] {
  return listStates(lifecycle).flatMap((from) =>
    actionsFrom(lifecycle, from).flatMap((action) => {
      const to = nextState(lifecycle, from, action);
      return to === undefined ? [] : [{ from, action, to }];
    }),
  );
}

/** Rows read from a database may hold a state that the table no longer has: no moves then. */
function movesOf<State extends string, Action extends string>(
  lifecycle: Lifecycle<State, Action>,
  state: State,
): Readonly<Partial<Record<Action, State>>> {
  const none: Partial<Record<Action, State>> = {};
  return Object.hasOwn(lifecycle.table, state) ? lifecycle.table[state] : none;
}

function freeze<State extends string, Action extends string>({
  name,
  initial,
  table,
}: Lifecycle<State, Action>): Lifecycle<State, Action> {
  const states = Object.entries(table) as [State, Partial<Record<Action, State>>][];
  const copy = Object.fromEntries(
    states.map(([state, moves]) => [state, Object.freeze({ ...moves })]),
  ) as Table<State, Action>;
  return Object.freeze({ name, initial, table: Object.freeze(copy) });
}

function requireKnownStates<State extends string, Action extends string>(
  lifecycle: Lifecycle<State, Action>,
): void {
  const { name, initial, table } = lifecycle;
  if (!Object.hasOwn(table, initial)) {
    throw new LifecycleError(
      'lifecycle.unknown-state',
      name,
      initial,
      `the initial state "${initial}" is not in the table`,
    );
  }
  for (const { from, action, to } of listMoves(lifecycle)) {
    if (Object.hasOwn(table, to)) continue;
    throw new LifecycleError(
      'lifecycle.unknown-state',
      name,
      to,
      `"${action}" leads from "${from}" to the unknown state "${to}"`,
    );
  }
}

function requireReachableStates<State extends string, Action extends string>(
  lifecycle: Lifecycle<State, Action>,
): void {
  const reached = new Set<State>([lifecycle.initial]);
  for (const state of reached) {
    for (const action of actionsFrom(lifecycle, state)) {
      const to = nextState(lifecycle, state, action);
      if (to !== undefined) reached.add(to);
    }
  }
  const lost = listStates(lifecycle).find((state) => !reached.has(state));
  if (lost === undefined) return;
  throw new LifecycleError(
    'lifecycle.unreachable-state',
    lifecycle.name,
    lost,
    `no move leads to "${lost}"`,
  );
}

function requireTerminalStates<State extends string, Action extends string>(
  lifecycle: Lifecycle<State, Action>,
  terminal: readonly State[],
): void {
  const named = new Set<string>(terminal);
  const wrong =
    listStates(lifecycle).find(
      (state) => (actionsFrom(lifecycle, state).length === 0) !== named.has(state),
    ) ?? terminal.find((state) => !Object.hasOwn(lifecycle.table, state));
  if (wrong === undefined) return;
  throw new LifecycleError(
    'lifecycle.terminal-mismatch',
    lifecycle.name,
    wrong,
    named.has(wrong)
      ? `"${wrong}" is called terminal but has moves or is unknown`
      : `"${wrong}" has no way out but is not called terminal`,
  );
}
