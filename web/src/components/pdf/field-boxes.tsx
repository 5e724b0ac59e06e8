import { useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import type { Rect } from '../../api/outgoing';
import { t } from '../../i18n';
import { moved, resized } from './box-moves';
import './field-boxes.css';

/** A field over a page; pages are counted from 0. */
export type PlacedBox = {
  readonly name: string;
  readonly label: string;
  readonly kind: 'text' | 'signature';
  readonly page: number;
  readonly rect: Rect;
};

type Props = {
  readonly boxes: readonly PlacedBox[];
  readonly page: number;
  readonly scale: number;
  readonly pageHeight: number;
  readonly pageWidth: number;
  /** How far a box may go; without it, the page. */
  readonly room?: Rect | undefined;
  /** Without it the boxes are only shown. */
  readonly onMove?: ((name: string, rect: Rect) => void) | undefined;
  /** Page Up and Page Down carry a box to the page before or after. */
  readonly onPage?: ((name: string, page: number) => void) | undefined;
  /** The one that the reader is about to fill. */
  readonly active?: string | undefined;
};

const POINTS_PER_MM = 72 / 25.4;

/** Where number, date, initials, signature and seal will stand, drawn over the page. */
export function FieldBoxes(props: Props): ReactNode {
  const { boxes, page, active } = props;
  return (
    <>
      {boxes
        .filter((box) => box.page === page - 1)
        .map((box) => (
          <FieldBoxView key={box.name} {...props} box={box} isActive={box.name === active} />
        ))}
    </>
  );
}

type ViewProps = Props & { readonly box: PlacedBox; readonly isActive: boolean };

function FieldBoxView(props: ViewProps): ReactNode {
  const { box, scale, pageHeight, pageWidth, onMove, onPage, isActive } = props;
  const room = props.room ?? ([0, 0, pageWidth, pageHeight] as const);
  const drag = useRef<{ x: number; y: number; rect: Rect; resize: boolean } | null>(null);
  const [x0, y0, x1, y1] = box.rect;
  const style = {
    left: x0 * scale,
    top: (pageHeight - y1) * scale,
    width: (x1 - x0) * scale,
    height: (y1 - y0) * scale,
  };
  const look = `field-box field-${box.kind} field-name-${box.name}${isActive ? ' field-active' : ''}`;
  if (!onMove) {
    return (
      <div className={look} style={style} role="img" aria-label={spoken(box, pageHeight)}>
        <span>{box.label}</span>
      </div>
    );
  }

  function start(event: PointerEvent<HTMLElement>, resize: boolean): void {
    event.preventDefault();
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, y: event.clientY, rect: box.rect, resize };
  }

  function move(event: PointerEvent<HTMLElement>): void {
    if (!drag.current) return;
    const dx = (event.clientX - drag.current.x) / scale;
    const dy = (event.clientY - drag.current.y) / scale;
    const { rect, resize } = drag.current;
    onMove?.(box.name, resize ? resized(rect, dx, dy, room) : moved(rect, dx, dy, room));
  }

  function end(): void {
    drag.current = null;
  }

  function onKey(event: KeyboardEvent): void {
    if (onPage && (event.key === 'PageUp' || event.key === 'PageDown')) {
      event.preventDefault();
      onPage(box.name, Math.max(0, box.page + (event.key === 'PageUp' ? -1 : 1)));
      return;
    }
    const [dx, dy] = arrowOf(event);
    if (dx === 0 && dy === 0) return;
    event.preventDefault();
    const go = event.shiftKey ? resized : moved;
    onMove?.(box.name, go(box.rect, dx, dy, room));
  }

  return (
    <button
      type="button"
      className={`${look} field-movable`}
      style={style}
      aria-label={`${spoken(box, pageHeight)}. ${t(props.room ? 'sig.image.hint' : 'sig.place.hint')}`}
      onPointerDown={(event) => {
        start(event, false);
      }}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      onKeyDown={onKey}
    >
      <span>{box.label}</span>
      <i
        className="field-corner"
        aria-hidden="true"
        onPointerDown={(event) => {
          start(event, true);
        }}
        onPointerMove={move}
        onPointerUp={end}
      />
    </button>
  );
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function arrowOf({ key, ctrlKey }: KeyboardEvent): readonly [dx: number, dy: number] {
  const [x, y] = ARROWS[key] ?? [0, 0];
  const step = ctrlKey ? 0.5 : 2;
  return [x * step, y * step];
}

function spoken({ label, page, rect: [x0, y0, x1, y1] }: PlacedBox, pageHeight: number): string {
  const mm = (points: number): number => Math.round(points / POINTS_PER_MM);
  return `${label}. ${t('sig.place.label', {
    page: page + 1,
    x: mm(x0),
    y: mm(pageHeight - y1),
    w: mm(x1 - x0),
    h: mm(y1 - y0),
  })}`;
}
