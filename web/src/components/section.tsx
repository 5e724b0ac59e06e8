import { useId, type ReactNode } from 'react';

type Props = { readonly title: string; readonly children: ReactNode; readonly right?: ReactNode };

export function Section({ title, children, right }: Props): ReactNode {
  const id = useId();
  return (
    <section className="panel panel-pad stack" aria-labelledby={id}>
      <div className="row" style={{ justifyContent: 'space-between' }}>
        <h2 id={id}>{title}</h2>
        {right}
      </div>
      {children}
    </section>
  );
}
