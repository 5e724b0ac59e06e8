import type { Report } from '../../api/reports';
import type { VersionLine } from '../../components/both-versions';
import type { Conflict } from '../../components/merge-versions';
import { t, tCode, type TextKey } from '../../i18n';

const DUTY_FIELDS: Readonly<Record<string, TextKey>> = {
  state: 'rep.tasks',
  note: 'rep.task.note',
  proof: 'rep.task.proof',
  explanation: 'rep.explain',
};

/** A place of the report's form, in the words that stand there. */
export function reportLine(report: Report, { path, stored, mine }: Conflict): VersionLine {
  const [part, name = '', field = ''] = path;
  const words = (value: unknown): string => {
    if (typeof value === 'boolean') return value ? t('rep.zero') : '';
    const text = typeof value === 'string' ? value : '';
    return part === 'duties' && field === 'state' ? tCode('rep.task', text) : text;
  };
  return { label: labelOf(report, part, name, field), stored: words(stored), mine: words(mine) };
}

function labelOf(report: Report, part: string | undefined, name: string, field: string): string {
  if (part === 'sections') return tCode('rep.part', name);
  if (part === 'duties') {
    const duty = report.duties.find(({ dutyId }) => dutyId === name);
    const key = DUTY_FIELDS[field];
    return `${duty?.number ?? ''}: ${key ? t(key) : field}`;
  }
  const label = report.figures.find(({ key }) => key === name)?.label ?? name;
  return field === 'source' ? `${label}, ${t('rep.source').toLowerCase()}` : label;
}
