/** Runs `change` and resolves to what undoes it: every property of these objects that it replaced is put back, every one that it added is removed. */
export function undoable(objects: readonly object[], change: () => void): () => void {
  const before = objects.map((object) => ({ object, properties: Object.getOwnPropertyDescriptors(object) as Record<string, PropertyDescriptor> }));
  change();
  const undo: (() => void)[] = [];
  for (const { object, properties } of before) {
    for (const [name, now] of Object.entries(Object.getOwnPropertyDescriptors(object) as Record<string, PropertyDescriptor>)) {
      const then = properties[name];
      if (then === undefined) undo.push(() => Reflect.deleteProperty(object, name));
      else if (then.value !== now.value) undo.push(() => Object.defineProperty(object, name, then));
    }
  }
  return () => {
    for (const step of undo) step();
  };
}
