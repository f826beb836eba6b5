import { docsLoader, i18nLoader } from '@astrojs/starlight/loaders';
import { docsSchema, i18nSchema } from '@astrojs/starlight/schema';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { defineCollection } from 'astro:content';
import { COURSE_LESSONS } from './content/course.ts';
import { LESSON_SLUGS } from './content/curriculum.ts';

/** Lessons. `lab` names the folder in labs/ and gives the page its workspace. */
const docs = defineCollection({
  loader: docsLoader(),
  schema: docsSchema({ extend: z.object({ lab: z.enum([...LESSON_SLUGS, ...COURSE_LESSONS.map(({ slug }) => slug)]).optional() }) }),
});

/** Where our wording of Starlight's own interface differs from its translation. */
const i18n = defineCollection({ loader: i18nLoader(), schema: i18nSchema() });

const sentence = z.string().min(1);

/** The words of a lab, one file per locale: ids are '<locale>/<slug>'. */
const labs = defineCollection({
  loader: glob({ pattern: '*/*.json', base: './src/content/labs' }),
  schema: z.strictObject({
    title: sentence,
    hints: z.tuple([sentence, sentence, sentence]),
    wrongFixes: z.record(z.string(), z.strictObject({ tempting: sentence, fails: sentence })),
    checks: z.record(z.string(), sentence),
  }),
});

export const collections = { docs, i18n, labs };
