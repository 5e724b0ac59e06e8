import type { Plan, PlanContent, PlanEdit } from '../../../api/plans';
import { renumbered } from './plan-words';

export type SetContent = (change: (content: PlanContent) => Partial<PlanContent>) => void;

export function editOf({ title, year, specifiesPlanId, content }: Plan): PlanEdit {
  return { title, year, specifiesPlanId, content };
}

/** What is sent: lines without words, and rows that were opened and never filled, are left out. */
export function cleaned(edit: PlanEdit): PlanEdit {
  const { content } = edit;
  const lines = (items: readonly string[]): readonly string[] =>
    items.map((item) => item.trim()).filter((item) => item !== '');
  return {
    ...edit,
    title: edit.title.trim(),
    content: {
      ...content,
      bases: lines(content.bases),
      purposes: lines(content.purposes),
      objectives: lines(content.objectives),
      solutions: lines(content.solutions),
      organisation: lines(content.organisation),
      figures: content.figures.filter(({ label }) => label.trim() !== ''),
      tasks: renumbered(content.tasks),
    },
  };
}
