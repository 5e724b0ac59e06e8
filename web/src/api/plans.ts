import { get, post, put, urlOf } from './client';

export type DeadlineKind = 'DATE' | 'MONTH' | 'QUARTER' | 'PERIODIC' | 'CONTINUOUS' | 'EVENT';
export type UnitOrGroup = { readonly unitId: string } | { readonly groupCode: string };
export type Coordinator = UnitOrGroup | { readonly text: string };
export type Reporter = UnitOrGroup & { readonly level?: string };

export type PlanFigure = {
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  readonly source: string;
};
export type PlanCondition = {
  readonly label: string;
  readonly measure: 'ratio' | 'count';
  readonly numerator: string;
  readonly denominator?: string;
  readonly operator: '>=' | '=' | '<=';
  readonly value: string;
  readonly level: string;
};
export type PlanTarget = {
  readonly code: string;
  readonly name: string;
  readonly field: number;
  readonly frequency: 'month' | 'quarter';
  readonly conditions: readonly PlanCondition[];
  readonly nearMargin?: string;
  readonly printed?: string;
};
export type AppendixTask = {
  readonly field: number;
  readonly number: string;
  readonly text: string;
  readonly product: string;
  readonly productTypeCodes: readonly string[];
  readonly leads: readonly UnitOrGroup[];
  readonly coordinators: readonly Coordinator[];
  readonly deadline: { readonly text: string; readonly kind?: DeadlineKind; readonly on?: string };
  readonly targetCodes: readonly string[];
  readonly criterion: string;
  readonly funding: string;
  readonly starred: boolean;
};
export type RecipientKind = 'perform' | 'report' | 'know' | 'file';
export type PlanRecipient = {
  readonly kind: RecipientKind;
  readonly target:
    | { readonly agencyId: string }
    | { readonly groupCode: string }
    | { readonly printedOnly: string };
  readonly text?: string;
};
export type PlanContent = {
  readonly bases: readonly string[];
  readonly purposes: readonly string[];
  readonly generalObjective: string;
  readonly objectives: readonly string[];
  readonly figures: readonly PlanFigure[];
  readonly targets: readonly PlanTarget[];
  readonly tasks: readonly AppendixTask[];
  readonly solutions: readonly string[];
  readonly funding: string;
  readonly organisation: readonly string[];
  readonly recipients: readonly PlanRecipient[];
  readonly reporters: readonly Reporter[];
  readonly reportDueDay: number;
};

export type PlanSummary = {
  readonly id: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly year: number;
  readonly title: string;
  readonly state: string;
  readonly symbol: string | null;
  readonly issuedOn: string | null;
};
export type Plan = PlanSummary & {
  readonly content: PlanContent;
  readonly version: number;
  readonly documentId: string | null;
  readonly actions: readonly string[];
};

export type LightStatus =
  | 'met'
  | 'near'
  | 'unmet'
  | 'none'
  | 'not-reported'
  | 'not-due'
  | 'not-applicable';
export type BoardCondition = {
  readonly label: string;
  readonly measure: 'ratio' | 'count';
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly text: string;
  readonly operator: string;
  readonly limit: string;
  readonly result: string;
  readonly isRoundedOntoLimit: boolean;
  readonly source: string;
  readonly isCorrected: boolean;
};
export type BoardCell = {
  readonly targetCode: string;
  readonly status: LightStatus;
  readonly conditions: readonly BoardCondition[];
  readonly trend: {
    readonly direction: 'up' | 'down' | 'same';
    readonly text: string;
    readonly englishText: string;
  } | null;
  readonly progress: 'better' | 'same' | 'worse' | 'not-comparable';
  readonly previousText: string;
};
export type BoardRow = {
  readonly unitId: string;
  readonly name: string;
  readonly level: string;
  readonly cells: readonly BoardCell[];
  readonly reportState?: string;
  readonly lateDays?: number | null;
};
export type BoardAggregate = {
  readonly level: string;
  readonly reporting: number;
  readonly total: number;
  readonly cells: readonly BoardCell[];
};
export type BoardTarget = PlanTarget & { readonly due?: boolean };
export type Period = { readonly code: string; readonly from: string; readonly to: string };
export type Board = {
  readonly period: Period;
  readonly frozenAt: string | null;
  readonly periods: readonly string[];
  readonly targets: readonly BoardTarget[];
  readonly figures: readonly PlanFigure[];
  readonly rows: readonly BoardRow[];
  readonly aggregates: readonly BoardAggregate[];
};
