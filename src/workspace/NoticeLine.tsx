import type { ComponentChildren } from 'preact';

interface LineProps {
  readonly tone: 'fail' | 'plain';
  /** Shows all of it, also where that takes more than a line. */
  readonly whole?: boolean;
  /** 'alert' where it is told at once to whoever does not see it. */
  readonly role?: 'alert';
  readonly children: ComponentChildren;
}

/** The line under the toolbar. */
export function Line({ tone, whole = false, role, children }: LineProps) {
  return (
    <div class={`uh-notice uh-notice-${tone}${whole ? ' uh-notice-whole' : ''}`} role={role}>
      {children}
    </div>
  );
}

export function Link({ onClick, children }: { onClick: () => void; children: ComponentChildren }) {
  return (
    <button type="button" class="uh-link" onClick={onClick}>
      {children}
    </button>
  );
}
