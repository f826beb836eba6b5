// zod: parsing, transforms, and the errors that it reports.
import z, { ZodError } from 'zod';
import * as mini from 'zod/mini';

const Order = z.object({
  id: z.number().int().positive(),
  email: z.email(),
  tags: z.array(z.string().min(2)).default([]),
  kind: z.enum(['new', 'used']),
  when: z.iso.datetime().transform((text) => new Date(text).getUTCFullYear()).optional(),
});
console.log(Order.parse({ id: 1, email: 'a@b.io', kind: 'new', when: '2026-01-02T03:04:05Z', extra: true }));
const bad = Order.safeParse({ id: -1.5, email: 'nope', tags: ['x'], kind: 'old' });
console.log(bad.success, bad.error instanceof ZodError, bad.error.name);
console.log(JSON.stringify(bad.error.issues, undefined, 1));
console.log(z.prettifyError(bad.error));
console.log(JSON.stringify(z.treeifyError(bad.error)));
try {
  z.strictObject({ a: z.string() }).parse({ a: 1, b: 2 });
} catch (error) {
  console.log(error.message);
}
const Shape = z.discriminatedUnion('type', [z.object({ type: z.literal('circle'), r: z.number() }), z.object({ type: z.literal('box'), w: z.number() })]);
console.log(Shape.parse({ type: 'box', w: 2 }), Shape.safeParse({ type: 'dot' }).error.issues[0].code);
console.log(await z.string().refine(async (text) => text === 'x', 'must be x').safeParseAsync('y').then((result) => result.error.issues[0].message));
console.log(z.coerce.number().parse('42'), z.templateLiteral(['id-', z.number()]).safeParse('id-7').success);
console.log(JSON.stringify(z.toJSONSchema(z.object({ a: z.string(), b: z.optional(z.number()) }))));
console.log(mini.safeParse(mini.string().check(mini.minLength(3)), 'ab').error.issues[0].message);
