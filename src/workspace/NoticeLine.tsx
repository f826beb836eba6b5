import type { ComponentChildren } from 'preact';

/** The line under the toolbar. @param whole shows all of it, also where that takes more than a line */
export function Line({ tone, whole = false, children }: { tone: 'fail' | 'plain'; whole?: boolean; children: ComponentChildren }) {
  return <div class={`uh-notice uh-notice-${tone}${whole ? ' uh-notice-whole' : ''}`}>{children}</div>;
}

export function Link({ onClick, children }: { onClick: () => void; children: ComponentChildren }) {
  return (
    <button type="button" class="uh-link" onClick={onClick}>
      {children}
    </button>
  );
}
